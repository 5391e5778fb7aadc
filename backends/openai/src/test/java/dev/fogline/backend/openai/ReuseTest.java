package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Backend;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which requests share a connection. The probe at the start opens the first one.
class ReuseTest {

    private final FaultyUpstream server;

    ReuseTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void requestsInARowShareOneConnection() throws Exception {
        var ended = new CountDownLatch(1);
        server.next(
                it -> {
                    Exchange.well(it);
                    ended.countDown();
                });
        try (var backend = Fixture.backend(server)) {
            ask(backend);
            await(ended); // what ends a body comes after the last event
            ask(backend);
        }
        assertThat(server.asked()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anErrorThatWasReadToItsEndKeepsTheConnection() throws Exception {
        server.next(it -> it.error(400, "invalid", "no"));
        try (var backend = Fixture.backend(server)) {
            Fixture.faultOf(backend);
            ask(backend);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aServerThatWantsToCloseGetsNoSecondRequest() throws Exception {
        server.listing(it -> it.json(200, FaultyUpstream.LISTING, "Connection: close"));
        try (var backend = Fixture.backend(server)) {
            ask(backend);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionClosedMeanwhileHarmsNobody() throws Exception {
        server.next(
                it -> {
                    Exchange.well(it);
                    it.close();
                });
        try (var backend = Fixture.backend(server)) {
            ask(backend);
            ask(backend);
        }
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aReusedConnectionThatBreaksUnheardIsTriedOnceMoreOnAFreshOne() throws Exception {
        server.next(Exchange::reset);
        try (var backend = Fixture.backend(server)) {
            ask(backend);
        }
        assertThat(server.asked()).hasSize(2);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aFreshConnectionThatBreaksIsNot() {
        server.next(Exchange::reset);
        try (var backend = Fixture.backend(server, "idle-connections", "0")) {
            assertThat(Fixture.faultOf(backend).kind()).isEqualTo(FaultKind.UNAVAILABLE);
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void nothingIsTriedAgainOnceAReplyHasBegun() {
        server.next(it -> it.raw("HTTP/1.1 200 OK\r\ncontent-").close());
        try (var backend = Fixture.backend(server)) {
            assertThat(Fixture.faultOf(backend).kind()).isEqualTo(FaultKind.UNAVAILABLE);
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void theEndOfABodyThatComesLateStillKeepsTheConnection() throws Exception {
        var answered = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        server.next(
                it -> {
                    it.stream().token("one").finish("stop").usage(7, 1);
                    await(answered);
                    it.event("[DONE]").endChunks();
                    ended.countDown();
                });
        try (var backend = Fixture.backend(server)) {
            ask(backend);
            answered.countDown();
            await(ended);
            ask(backend);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasNotReadToItsEndLeavesNoConnection() throws Exception {
        server.next(it -> it.stream().tokens(3).event("{\"error\":{\"message\":\"no\"}}"));
        try (var backend = Fixture.backend(server)) {
            Fixture.faultOf(backend);
            ask(backend);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void noMoreConnectionsWaitThanAreAllowed() throws Exception {
        var both = new CountDownLatch(2);
        server.always(
                it -> {
                    both.countDown();
                    await(both);
                    Exchange.well(it);
                });
        try (var backend = Fixture.backend(server, "idle-connections", "1")) {
            var callers = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                callers.add(Thread.ofVirtual().start(() -> askUnchecked(backend)));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            ask(backend);
            assertThat(server.asked()).hasSize(3);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void ask(Backend backend) throws Exception {
        var sink = new RecordingSink();
        backend.generate(Fixture.QUESTION, "m1", sink);
        assertThat(sink.text()).startsWith("one");
    }

    private static void askUnchecked(Backend backend) {
        try {
            ask(backend);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
