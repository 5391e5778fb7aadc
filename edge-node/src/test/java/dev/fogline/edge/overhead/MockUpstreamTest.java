package dev.fogline.edge.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The load against the mock upstream, with nothing between.
class MockUpstreamTest {

    private static final int CONNECTIONS = 4;

    private int port;

    @BeforeEach
    void start() throws IOException {
        MockUpstream upstream = MockUpstream.open();
        port = upstream.port();
        Thread.ofPlatform().daemon().start(() -> run(upstream));
    }

    @Test
    void wholeAnswersAreGood() throws IOException {
        LoadResult result = new Load(port, Ask.WHOLE, CONNECTIONS).once(1_000);

        assertThat(result.completed()).isEqualTo(CONNECTIONS);
        assertThat(result.errors()).isZero();
    }

    @Test
    void streamsHaveAsManyPiecesAsWereAskedFor() throws IOException {
        LoadResult result = new Load(port, new Ask(true, 3, 1), CONNECTIONS).once(1_000);

        assertThat(result.completed()).isEqualTo(CONNECTIONS);
        assertThat(result.errors()).isZero();
    }

    @Test
    void anOpenLoopSendsWhatIsScheduled() throws IOException {
        LoadResult result = Load.open(port, Ask.WHOLE).openLoop(100, 0.2);

        assertThat(result.completed()).isEqualTo(20);
    }

    private static void run(MockUpstream upstream) {
        try {
            upstream.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
