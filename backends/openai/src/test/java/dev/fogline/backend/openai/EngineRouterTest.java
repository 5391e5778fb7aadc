package dev.fogline.backend.openai;

import static dev.fogline.backend.openai.Fixture.QUESTION;
import static dev.fogline.backend.openai.Fixture.backend;
import static dev.fogline.backend.openai.Fixture.faultOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A router of the engine's own, as llm-d's is.
class EngineRouterTest {

    private final FaultyUpstream server;

    EngineRouterTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void isToldByWhenTokensAreWanted() throws Exception {
        try (var backend =
                backend(server, "slo-first-token-millis", "800", "slo-token-millis", "40")) {
            backend.generate(QUESTION, "m1", new RecordingSink());
        }

        assertThat(server.asked().getFirst().head().lines())
                .contains("x-llm-d-slo-ttft-ms: 800", "x-llm-d-slo-tpot-ms: 40");
    }

    @Test
    void isToldNothingWhereNothingIsWanted() throws Exception {
        try (var backend = backend(server)) {
            backend.generate(QUESTION, "m1", new RecordingSink());
        }

        assertThat(server.asked().getFirst().head()).doesNotContain("slo");
    }

    @Test
    void whatItRejectedCostNothingAndGoesElsewhereAtOnce() {
        server.next(
                it ->
                        it.json(
                                503,
                                "{}",
                                "x-llm-d-request-dropped-reason: rejected-capacity",
                                "Retry-After: 2"));
        try (var backend = backend(server)) {
            assertThat(faultOf(backend))
                    .isEqualTo(
                            new Fault(
                                    FaultKind.OVERLOADED,
                                    "the engine's router did not take the request: rejected-capacity",
                                    Optional.of(Duration.ofSeconds(2))));
        }
    }

    @Test
    void whatItEvictedHasCostSomething() {
        server.next(it -> it.json(429, "{}", "x-llm-d-request-dropped-reason: evicted-priority"));
        try (var backend = backend(server)) {
            assertThat(faultOf(backend).kind()).isEqualTo(FaultKind.UNAVAILABLE);
        }
    }
}
