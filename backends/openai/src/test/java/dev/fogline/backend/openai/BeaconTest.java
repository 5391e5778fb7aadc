package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Announcement;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a backend makes of a server that announces its load.
@Timeout(20)
class BeaconTest {

    private static final String OFFER = "{\"data\":[{\"id\":\"m1\"}],\"beacon\":\"/v1/beacon\"}";
    private static final Duration VALID = Duration.ofSeconds(3);

    private final FaultyUpstream server;
    private final AtomicLong nowNanos = new AtomicLong();

    /// Announcements of the test, one permit each.
    private final Semaphore told = new Semaphore(0);

    private final AtomicInteger listeners = new AtomicInteger();

    BeaconTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well).listing(it -> play(it, OFFER));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void decidesByWhatTheServerAnnouncesAndByItselfWhenThatIsTooOld() throws Exception {
        try (var backend = backend("auto")) {
            assertThat(backend.state("m1").announcement()).isEmpty();

            announce(backend);
            NodeState state = backend.state("m1");
            assertThat(state.running()).isEqualTo(4);
            assertThat(state.queued()).isEqualTo(36);
            assertThat(state.announcement().map(Announcement::waitMillis)).contains(900.0);

            nowNanos.addAndGet(VALID.toNanos());
            assertThat(backend.state("m1").announcement()).isEmpty();
            assertThat(backend.state("m1").running()).isZero();
        }
    }

    @Test
    void whatThisNodeHasBegunSinceIsAdded() throws Exception {
        var begun = new CountDownLatch(1);
        var seen = new Semaphore(0);
        server.next(
                it -> {
                    begun.countDown();
                    seen.acquireUninterruptibly();
                    Exchange.well(it);
                });
        try (var backend = backend("auto")) {
            announce(backend);
            Thread asking =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            backend.generate(Fixture.QUESTION, "m1", chunk -> {});
                                        } catch (Exception failed) {
                                            throw new AssertionError(failed);
                                        }
                                    });
            begun.await();

            assertThat(backend.state("m1").queued()).isEqualTo(37);
            seen.release();
            asking.join();
            assertThat(backend.state("m1").queued()).isEqualTo(36);
        }
    }

    @Test
    void comesBackWhenTheStreamBreaks() throws Exception {
        try (var backend = backend("auto")) {
            announce(backend);
            server.received().stream()
                    .filter(BeaconTest::toBeacon)
                    .forEach(
                            it -> {
                                try {
                                    it.reset();
                                } catch (IOException gone) {
                                    throw new AssertionError(gone);
                                }
                            });
            told.release();
            while (listeners.get() < 2) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aServerThatOffersNoneIsNotAsked() throws Exception {
        server.listing(it -> play(it, FaultyUpstream.LISTING));
        try (var backend = backend("auto")) {
            backend.generate(Fixture.QUESTION, "m1", chunk -> {});
        }
        assertThat(server.received()).noneMatch(BeaconTest::toBeacon);
    }

    @Test
    void offIsOff() throws Exception {
        try (var backend = backend("off")) {
            backend.generate(Fixture.QUESTION, "m1", chunk -> {});
        }
        assertThat(server.received()).noneMatch(BeaconTest::toBeacon);
    }

    @Test
    void aBeaconElsewhereIsHeardWithoutTheKey() throws Exception {
        try (var other = new FaultyUpstream().listing(it -> play(it, "{}"));
                var backend = backend(other.url() + "/v1/beacon")) {
            announce(backend);

            assertThat(other.received())
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.head()).doesNotContain(Fixture.KEY));
        }
    }

    private void announce(Backend backend) {
        told.release();
        while (backend.state("m1").announcement().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /// The list of models, or a beacon that announces whenever the test tells it to.
    private void play(Exchange exchange, String listing) throws IOException {
        if (!toBeacon(exchange)) {
            exchange.json(200, listing);
            return;
        }
        listeners.incrementAndGet();
        exchange.stream();
        while (true) {
            told.acquireUninterruptibly();
            exchange.event(
                    "{\"valid_millis\":"
                            + VALID.toMillis()
                            + ",\"models\":[{\"model\":\"m1\",\"slots\":4,\"running\":4,"
                            + "\"queued\":36,\"wait_millis\":900}]}");
        }
    }

    private static boolean toBeacon(Exchange exchange) {
        return exchange.head().startsWith("GET /v1/beacon ");
    }

    private Backend backend(String beacon) {
        return new OpenAiBackend(
                Fixture.settings(
                        server.url(),
                        Map.of(
                                "beacon",
                                beacon,
                                "api-key",
                                Fixture.KEY,
                                "probe-interval-millis",
                                "10")),
                nowNanos::get,
                InstantSource.fixed(Instant.EPOCH));
    }
}
