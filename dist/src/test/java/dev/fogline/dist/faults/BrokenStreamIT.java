package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S08, S10, S11 and S14: the stream begins well and does not end well.
@FaultScenarios
class BrokenStreamIT {

    @Test
    void s08ACutStreamIsNeverASuccess(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().next(BrokenStreamIT::cut).always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWholeOrBroken();

            node.stream().isTheClouds("m1");
        }
    }

    @Test
    void s08NorIsOneThatTheUpstreamEndsInGoodOrder(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .always(
                                        it ->
                                                it.stream()
                                                        .role()
                                                        .tokens(40)
                                                        .event("[DONE]")
                                                        .endChunks());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWholeOrBroken();
        }
    }

    @Test
    void s08NorIsOneThatIsReset(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(it -> it.stream().tokens(40).reset());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isWholeOrBroken();
        }
    }

    @Test
    void s08ACutWholeAnswerIsNoSuccess(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(BrokenStreamIT::cut);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            Reply reply = node.whole();

            assertThat(reply.status()).isIn(200, 502);
            if (reply.status() == 200) {
                reply.isWhole();
            }
        }
    }

    @Test
    void aCutBeforeTheFirstTokenIsRepairedInSilence(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(it -> it.stream().comment().role().close());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices();
        }
    }

    @Test
    void aCutBeforeTheFirstTokenIsAStatusWhereNobodyElseCanAnswer(@TempDir Path scratch)
            throws Exception {
        try (var cloud = new FaultyUpstream().always(it -> it.stream().comment().role().close());
                var node = ImageNode.start(NodeFile.of("cloud", cloud), scratch)) {
            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.error().path("code").asText()).isEqualTo("broken_stream");
            assertThat(reply.header("x-should-retry")).isEqualTo("false");
        }
    }

    @Test
    void s10AnEventThatIsNotJsonGarblesNothing(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .next(
                                        it ->
                                                it.stream()
                                                        .tokens(20)
                                                        .event("{\"choices\":[{garbage")
                                                        .tokens(20)
                                                        .finish("stop")
                                                        .event("[DONE]")
                                                        .endChunks())
                                .always(Exchange::well);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            Reply reply = node.stream().isWholeOrBroken();

            assertThat(reply.body()).doesNotContain("garbage");
            node.stream().isTheClouds("m1");
        }
    }

    @Test
    void s10AFirstEventThatIsNotJsonIsRepairedInSilence(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .always(it -> it.stream().event("<html>").tokens(3).endChunks());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices();
        }
    }

    @Test
    void s11AStreamWithoutDoneEndsPromptlyWithItsUsage(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .always(
                                        it ->
                                                it.stream()
                                                        .role()
                                                        .tokens(60)
                                                        .finish("stop")
                                                        .usage(11, 60)
                                                        .endChunks());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            hasSixtyTokens(node.stream());
        }
    }

    @Test
    void s11SoDoesOneWhoseConnectionStaysOpen(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .always(
                                        it ->
                                                it.stream()
                                                        .tokens(60)
                                                        .finish("stop")
                                                        .usage(11, 60)
                                                        .awaitClientGone());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            hasSixtyTokens(node.stream());
        }
    }

    @Test
    void s11SoDoesOneThatTellsNoUsageAndStaysOpen(@TempDir Path scratch) throws Exception {
        try (var cloud =
                        new FaultyUpstream()
                                .always(
                                        it ->
                                                it.stream()
                                                        .tokens(3)
                                                        .finish("stop")
                                                        .awaitClientGone());
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            Reply reply = node.stream().isWhole().tookLessThan(8_000);

            assertThat(reply.text()).isEqualTo("t0 t1 t2 ");
        }
    }

    @Test
    void s14ARefusedContinuationNeverReachesTheClient(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(BrokenStreamIT::cut);
                var picky = new FaultyUpstream().always(BrokenStreamIT::refusesPrefill);
                var node =
                        ImageNode.start(
                                NodeFile.of("cloud", cloud).cloud("picky", picky), scratch)) {
            Reply reply = node.stream().isWholeOrBroken();

            assertThat(reply.body()).doesNotContain("prefill");
        }
    }

    private static void hasSixtyTokens(Reply reply) {
        reply.isWhole().tookLessThan(8_000);
        assertThat(reply.text()).startsWith("t0 t1 ").endsWith("t58 t59 ");
        assertThat(reply.usage().path("prompt_tokens").asInt()).isEqualTo(11);
        assertThat(reply.usage().path("completion_tokens").asInt()).isEqualTo(60);
    }

    /// Dies after 40 of 60 tokens.
    private static void cut(Exchange exchange) throws IOException {
        exchange.stream().role().tokens(40).close();
    }

    private static void refusesPrefill(Exchange exchange) throws IOException {
        if (exchange.body().contains("\"role\":\"assistant\"")) {
            exchange.error(400, "invalid_request_error", "no assistant prefill here");
        } else {
            Exchange.well(exchange);
        }
    }
}
