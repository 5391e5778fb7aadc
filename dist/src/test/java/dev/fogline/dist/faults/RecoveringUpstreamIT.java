package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S15: the upstream is down for a minute, and a request comes every four seconds.
@FaultScenarios
class RecoveringUpstreamIT {

    private static final int PERIOD_SECONDS = 4;
    private static final Duration DOWN = Duration.ofSeconds(60);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    @Test
    void s15TheBreakerOpensAndClosesAgain(@TempDir Path scratch) throws Exception {
        long wellNanos = System.nanoTime() + DOWN.toNanos();
        try (var cloud = new FaultyUpstream().always(it -> down(it, wellNanos));
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            returns(node, wellNanos);

            long triesWhileDown =
                    cloud.asked().stream().filter(it -> it.arrivedNanos() - wellNanos < 0).count();
            assertThat(triesWhileDown).isBetween(3L, 12L); // of 15 requests
        }
    }

    @Test
    void s15SoDoesAnUpstreamWhoseProbesFailToo(@TempDir Path scratch) throws Exception {
        long wellNanos = System.nanoTime() + DOWN.toNanos();
        try (var cloud =
                        new FaultyUpstream()
                                .always(it -> down(it, wellNanos))
                                .listing(it -> listing(it, wellNanos));
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            returns(node, wellNanos);
        }
    }

    /// Served throughout, and by the cloud again soon after it is well.
    private static void returns(ImageNode node, long wellNanos) throws InterruptedException {
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        try (ScheduledExecutorService clients = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> asking =
                    clients.scheduleAtFixedRate(
                            () -> replies.add(ask(node)), 0, PERIOD_SECONDS, TimeUnit.SECONDS);
            Reply reply = next(replies);
            while (!reply.model().equals("m1")) {
                reply.isTheDevices();
                assertThat(System.nanoTime() - wellNanos).isLessThan(BACK_WITHIN.toNanos());
                reply = next(replies);
            }
            reply.isTheClouds("m1");
            asking.cancel(true);
        }
        assertThat(System.nanoTime() - wellNanos).isBetween(0L, BACK_WITHIN.toNanos());
    }

    private static Reply next(BlockingQueue<Reply> replies) throws InterruptedException {
        Reply reply = replies.poll(30, TimeUnit.SECONDS);
        assertThat(reply).as("a reply in time").isNotNull();
        return reply;
    }

    private static Reply ask(ImageNode node) {
        try {
            return node.stream();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void down(Exchange exchange, long wellNanos) throws IOException {
        if (System.nanoTime() - wellNanos < 0) {
            exchange.error(503, "unavailable", "down for maintenance");
        } else {
            Exchange.well(exchange);
        }
    }

    private static void listing(Exchange exchange, long wellNanos) throws IOException {
        if (System.nanoTime() - wellNanos < 0) {
            exchange.error(503, "unavailable", "down for maintenance");
        } else {
            exchange.json(200, FaultyUpstream.LISTING);
        }
    }
}
