package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S06, S07 and S09: the upstream is there and says nothing, or nothing of use.
@FaultScenarios
class SilentUpstreamIT {

    private static final int FIRST_TOKEN_MILLIS = 3_000;
    private static final int STALL_MILLIS = 3_000;

    @Test
    void s06ASilentUpstreamIsLeftAndNotAskedAgain(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(Exchange::awaitClientGone);
                var node = start(cloud, scratch)) {
            node.stream().isTheDevices().tookLessThan(15_000);

            assertThat(Tries.of(cloud).count()).isEqualTo(1);
            assertThat(heldMillis(cloud)).isBetween(2_000L, 6_000L);
        }
    }

    @Test
    void s06AWholeAnswerIsRepairedToo(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(Exchange::awaitClientGone);
                var node = start(cloud, scratch)) {
            node.whole().isTheDevices().tookLessThan(15_000);

            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    @Test
    void s07HeadersCommentsAndRolesAreNoToken(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(SilentUpstreamIT::slow);
                var node = start(cloud, scratch)) {
            node.stream().isTheDevices().tookLessThan(15_000);

            assertThat(Tries.of(cloud).count()).isEqualTo(1);
            assertThat(heldMillis(cloud)).isBetween(2_000L, 6_000L);
        }
    }

    /// By the default deadline: 10 s for the cloud leave 5 for the device. The cloud sees less of
    /// them: they begin before it is reached.
    @Test
    void s07TheUsualDeadlineIsEarlyEnough(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(SilentUpstreamIT::slow);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices().tookLessThan(15_000);

            assertThat(heldMillis(cloud)).isBetween(8_000L, 13_000L);
        }
    }

    @Test
    void s06WhereNobodyElseCanAnswerTheClientIsToldNotToRetry(@TempDir Path scratch)
            throws Exception {
        try (var cloud = new FaultyUpstream().always(Exchange::awaitClientGone);
                var node =
                        ImageNode.start(
                                NodeFile.of("cloud", cloud)
                                        .limit("first-token-millis", FIRST_TOKEN_MILLIS),
                                scratch)) {
            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.header("x-should-retry")).isEqualTo("false");
            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    @Test
    void s09AStallEndsAndTheNextCallWorks(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream().next(SilentUpstreamIT::stalls).always(Exchange::well);
                var node = start(cloud, scratch)) {
            node.stream().isWholeOrBroken().tookLessThan(45_000);

            node.stream().isTheClouds("m1");
            assertThat(heldMillis(cloud)).isBetween(2_000L, 6_000L);
        }
    }

    @Test
    void s09AStallInAWholeAnswerIsNoSuccess(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream().next(SilentUpstreamIT::stalls).always(Exchange::well);
                var node = start(cloud, scratch)) {
            Reply reply = node.whole().tookLessThan(45_000);

            assertThat(reply.status()).isIn(200, 504);
            if (reply.status() == 200) {
                reply.isWhole();
            }
            node.whole().isTheClouds("m1");
        }
    }

    @Test
    void aClientThatLeavesEndsTheRequestOfTheUpstream(@TempDir Path scratch) throws Exception {
        var left = new CountDownLatch(1);
        try (var cloud = new FaultyUpstream().always(it -> untilTheNodeLeaves(it, left));
                var node = start(cloud, scratch)) {
            node.leave();

            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(cloud.asked().getFirst().leftNanos()).isPresent();
            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    private static ImageNode start(FaultyUpstream cloud, Path scratch) throws IOException {
        return ImageNode.start(
                NodeFile.of(cloud)
                        .limit("first-token-millis", FIRST_TOKEN_MILLIS)
                        .limit("stall-millis", STALL_MILLIS),
                scratch);
    }

    /// The first token after 20 s; signs of life until then.
    private static void slow(Exchange exchange) throws IOException {
        exchange.stream().role();
        for (int i = 0; i < 40; i++) {
            exchange.silent(Duration.ofMillis(500)).comment().role();
        }
        exchange.tokens(60).finish("stop").event("[DONE]").endChunks();
    }

    private static void untilTheNodeLeaves(Exchange exchange, CountDownLatch left)
            throws IOException {
        exchange.stream();
        try {
            for (int i = 0; i < 300; i++) {
                exchange.token("t").silent(Duration.ofMillis(100));
            }
        } catch (IOException gone) {
            left.countDown();
            throw gone;
        }
    }

    private static void stalls(Exchange exchange) throws IOException {
        exchange.stream().role().tokens(20).silent(Duration.ofSeconds(30)).close();
    }

    /// How long the node held its first request.
    private static long heldMillis(FaultyUpstream cloud) {
        Exchange first = cloud.asked().getFirst();
        return (first.leftNanos().orElseThrow() - first.arrivedNanos()) / 1_000_000;
    }
}
