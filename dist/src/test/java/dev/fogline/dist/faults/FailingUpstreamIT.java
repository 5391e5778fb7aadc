package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S01 to S05 and S16: the upstream says no, or nothing, before it says anything else.
@FaultScenarios
class FailingUpstreamIT {

    @Test
    void s01AWaitThatTheUpstreamAsksForIsKept(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().next(it -> busy(it, 2)).always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWhole();

            Tries tries = Tries.of(cloud);
            assertThat(tries.within(1_500)).isLessThanOrEqualTo(2);
            assertThat(tries.within(1_800)).isEqualTo(1);
        }
    }

    @Test
    void s02AnUpstreamThatStaysBusyIsNotHammered(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(it -> it.json(429, "{}"));
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices();

            Tries tries = Tries.of(cloud);
            assertThat(tries.within(3_000)).isLessThanOrEqualTo(4);
            assertThat(tries.count()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void s03AnErrorThatComesOnceIsRepaired(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .next(it -> it.error(500, "server_error", "oops"))
                                .always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWhole();

            assertThat(Tries.of(cloud).count()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void s04AnUpstreamThatStaysDownIsReplaced(@TempDir Path scratch) throws Exception {
        try (var cloud = down();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices();

            assertThat(Tries.of(cloud).count()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void s04AWholeAnswerIsRepairedToo(@TempDir Path scratch) throws Exception {
        try (var cloud = down();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.whole().isTheDevices();
        }
    }

    @Test
    void s04TheFirstErrorIsShownWhereNobodyElseCanAnswer(@TempDir Path scratch) throws Exception {
        try (var first = down();
                var second = new FaultyUpstream().always(it -> busy(it, 9));
                var node =
                        ImageNode.start(
                                NodeFile.of("first", first).cloud("second", second), scratch)) {
            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.error().path("code").asText()).isEqualTo("unavailable");
            assertThat(Tries.of(first).count()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void aModelThatTheClientNamesIsNotReplaced(@TempDir Path scratch) throws Exception {
        try (var cloud = down();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            assertThat(node.stream("cloud/m1").status()).isEqualTo(503);
        }
    }

    @Test
    void theUpstreamsWaitIsPassedOn(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(it -> busy(it, 7));
                var node = ImageNode.start(NodeFile.of("cloud", cloud), scratch)) {
            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("retry-after")).isEqualTo("7");
        }
    }

    /// Two requests make four tries, of which three open the breaker for ten seconds.
    @Test
    void whileEverybodyRestsTheClientIsToldForHowLong(@TempDir Path scratch) throws Exception {
        try (var cloud = down();
                var node = ImageNode.start(NodeFile.of("cloud", cloud), scratch)) {
            node.stream();
            node.stream();
            int tries = Tries.of(cloud).count();

            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(503);
            assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(2, 10);
            assertThat(Tries.of(cloud).count()).isEqualTo(tries);
        }
    }

    @Test
    void s05AResetBeforeTheHeadersIsRepaired(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().next(Exchange::reset).always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWhole();

            assertThat(Tries.of(cloud).count()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void s16TheOneWhoAnsweredIsNamedAndOnlyItIsBilled(@TempDir Path scratch) throws Exception {
        try (var cloud = down();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            Reply reply = node.stream().isTheDevices();

            assertThat(reply.header("x-fogline-model")).isEqualTo("small");
            assertThat(reply.figures().path("backend").asText()).isEqualTo("device");
            assertThat(reply.figures().path("cost_usd").asDouble()).isZero();
            assertThat(node.get("/metrics"))
                    .contains("fogline_attempts_total{backend=\"cloud\",fault=\"unavailable\"")
                    .doesNotContain("fogline_cost_usd_total{backend=\"cloud\"")
                    .doesNotContain("fogline_tokens_total{backend=\"cloud\"");
            assertThat(Tries.of(cloud).count()).isLessThanOrEqualTo(6);
        }
    }

    private static FaultyUpstream down() throws IOException {
        return new FaultyUpstream().always(it -> it.error(503, "unavailable", "down"));
    }

    private static void busy(Exchange exchange, int seconds) throws IOException {
        exchange.error(429, "rate_limit_exceeded", "slow down", "Retry-After: " + seconds);
    }
}
