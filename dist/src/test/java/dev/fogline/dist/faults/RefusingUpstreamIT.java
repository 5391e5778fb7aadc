package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S12 and S13: the upstream refuses the request itself.
@FaultScenarios
class RefusingUpstreamIT {

    private static final String REASON = "Your request was rejected by our safety system.";

    @Test
    void s12WhatIsTooLongForOneIsAskedOfAnother(@TempDir Path scratch) throws Exception {
        try (var cloud = tooLong();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.stream().isTheDevices();

            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    @Test
    void s12AWholeAnswerIsRepairedToo(@TempDir Path scratch) throws Exception {
        try (var cloud = tooLong();
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            node.whole().isTheDevices();

            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    @Test
    void s12WhereNobodyHasRoomTheClientIsToldNotToRetry(@TempDir Path scratch) throws Exception {
        try (var cloud = tooLong();
                var node = ImageNode.start(NodeFile.of("cloud", cloud), scratch)) {
            Reply reply = node.stream();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error().path("code").asText()).isEqualTo("context_length_exceeded");
            assertThat(reply.header("x-should-retry")).isEqualTo("false");
            assertThat(Tries.of(cloud).count()).isEqualTo(1);
        }
    }

    @Test
    void s13ARefusedTextIsToldAndAnsweredByNobodyElse(@TempDir Path scratch) throws Exception {
        try (var cloud = new FaultyUpstream().always(RefusingUpstreamIT::refuses);
                var node = ImageNode.start(NodeFile.of(cloud), scratch)) {
            isRefused(node.stream());
            assertThat(Tries.of(cloud).count()).isEqualTo(1);

            isRefused(node.whole());
            assertThat(Tries.of(cloud).count()).isEqualTo(2);
        }
    }

    private static void isRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().path("code").asText()).isEqualTo("content_policy_violation");
        assertThat(reply.error().path("message").asText()).isEqualTo(REASON);
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
    }

    private static void refuses(Exchange exchange) throws IOException {
        exchange.error(400, "content_policy_violation", REASON);
    }

    private static FaultyUpstream tooLong() throws IOException {
        return new FaultyUpstream()
                .always(it -> it.error(400, "context_length_exceeded", "maximum is 10 tokens"));
    }
}
