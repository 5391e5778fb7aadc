package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `edge/small` and `cloud/large` both embed, with other vectors as far as anybody knows.
@Timeout(10)
class RouterEmbeddingTest {

    @TempDir private Path dir;
    private final FakeBackend edge = new FakeBackend(encoder("small"));
    private final FakeBackend cloud = new FakeBackend(encoder("large"));
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @Test
    void asksTheModelThatWasNamed() throws Exception {
        var request = EmbeddingRequest.of("e", "large", "one", "three");
        try (Router router = open()) {
            var served = (EmbeddingOutcome.Served) embed(router, request);

            assertThat(served.candidate().key()).isEqualTo("cloud/large");
            assertThat(served.embeddings().vectors())
                    .containsExactly(FakeBackend.vector("one"), FakeBackend.vector("three"));
            assertThat(cloud.embedded()).containsExactly(request);
            assertThat(edge.embedded()).isEmpty();
        }
    }

    @Test
    void aFailureIsNotRepairedByAnotherModel() throws Exception {
        cloud.play(Script.failing(FaultKind.OVERLOADED, "full"));
        try (Router router = open()) {
            assertThat(failure(router, "large")).isEqualTo(Fault.of(FaultKind.OVERLOADED, "full"));
            assertThat(edge.embedded()).isEmpty();
        }
    }

    @Test
    void aPluginThatThrowsIsContained() throws Exception {
        cloud.play(Script.saying().thenThrowing(new IllegalStateException("bug")));
        try (Router router = open()) {
            assertThat(failure(router, "large"))
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.INTERNAL, "cloud/large threw IllegalStateException"));
        }
    }

    @Test
    void privateTextsAreNotEvenShownToTheCloud() throws Exception {
        var request =
                new EmbeddingRequest(
                        "e",
                        "large",
                        List.of("mine"),
                        Duration.ofMinutes(1),
                        "local",
                        DataClass.PRIVATE);
        try (Router router = open()) {
            var failed = (EmbeddingOutcome.Failed) embed(router, request);

            assertThat(failed.fault().kind()).isEqualTo(FaultKind.UNAVAILABLE);
            assertThat(failed.asked()).isEmpty();
            assertThat(cloud.embedded()).isEmpty();
        }
    }

    @Test
    void threeFailuresOpenTheBreaker() throws Exception {
        Script broken = Script.failing(FaultKind.UNAVAILABLE, "broken");
        cloud.play(broken, broken, broken);
        try (Router router = open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(failure(router, "large").message()).isEqualTo("broken");
            }
            assertThat(failure(router, "large").message())
                    .isEqualTo("cloud/large: cloud is not available");
            assertThat(cloud.embedded()).hasSize(3);
        }
    }

    @Test
    void theDeadlineInterruptsWhatHangs() throws Exception {
        cloud.play(Script.saying().thenHanging());
        var request =
                new EmbeddingRequest(
                        "e",
                        "large",
                        List.of("a"),
                        Duration.ofMillis(20),
                        "local",
                        DataClass.PUBLIC);
        try (Router router = open(Ticker.system())) {
            var failed = (EmbeddingOutcome.Failed) embed(router, request);

            assertThat(failed.fault())
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.TIMEOUT,
                                    "cloud/large: the request's deadline has passed"));
        }
    }

    @Test
    void anInterruptFromOutsideIsPassedOn() {
        cloud.play(Script.saying().thenHanging());
        try (Router router = open()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> embed(router, EmbeddingRequest.of("e", "large", "a")))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void countsTokensMoneyAndFaults() throws Exception {
        cloud.play(Script.saying(), Script.failing(FaultKind.OVERLOADED, "full"));
        try (Router router = open()) {
            embed(router, EmbeddingRequest.of("e", "large", "one", "three"));
            embed(router, EmbeddingRequest.of("e", "large", "one"));
            embed(router, EmbeddingRequest.of("e", "nobody", "one"));
        }

        assertThat(counted("fogline_requests", "outcome", "completed")).isEqualTo(1);
        assertThat(counted("fogline_requests", "outcome", "failed")).isEqualTo(2);
        // 20 prompt tokens at 1 USD per million
        assertThat(
                        counted(
                                "fogline_tokens",
                                "backend",
                                "cloud",
                                "kind",
                                "prompt",
                                "model",
                                "large"))
                .isEqualTo(20);
        assertThat(counted("fogline_cost_usd", "backend", "cloud", "model", "large"))
                .isEqualTo(0.00002);
        assertThat(
                        counted(
                                "fogline_attempts",
                                "backend",
                                "cloud",
                                "fault",
                                "overloaded",
                                "model",
                                "large"))
                .isEqualTo(1);
    }

    @Test
    void aClientThatLeavesEndsTheWork() throws Exception {
        cloud.play(Script.saying().thenHanging());
        try (Router router = open()) {
            EmbeddingOutcome outcome =
                    router.embed(EmbeddingRequest.of("e", "large", "a"), Runnable::run);

            assertThat(outcome).isInstanceOf(EmbeddingOutcome.Cancelled.class);
        }
        assertThat(counted("fogline_requests", "outcome", "cancelled")).isEqualTo(1);
    }

    private static EmbeddingOutcome embed(Router router, EmbeddingRequest request)
            throws InterruptedException {
        return router.embed(request, notice -> {});
    }

    private Fault failure(Router router, String model) throws InterruptedException {
        return ((EmbeddingOutcome.Failed) embed(router, EmbeddingRequest.of("e", model, "a")))
                .fault();
    }

    private static ServedModel encoder(String name) {
        return new ServedModel(name, 512, Set.of(Ability.EMBEDDINGS));
    }

    private Router open() {
        var ticker = new HandTicker();
        ticker.advance(Duration.ofSeconds(5));
        return open(ticker);
    }

    private Router open(Ticker ticker) {
        return Router.open(
                new RouterSetup(
                        List.of(
                                Samples.setup("edge", Tier.DEVICE),
                                Samples.setup("cloud", Tier.CLOUD)),
                        PolicyBook.of(NamedPolicy.balanced(Limits.DEFAULT)),
                        Limits.DEFAULT,
                        dir,
                        Plugins.of(List.of(new FakeProvider(Map.of("edge", edge, "cloud", cloud)))),
                        registry,
                        ticker,
                        InstantSource.fixed(Instant.ofEpochSecond(1)),
                        Optional.empty(),
                        Map.of(),
                        LedgerSetup.DEFAULT,
                        CacheSetup.NONE));
    }

    private double counted(String name, String... labels) {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> point.getLabels().equals(Labels.of(labels)))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
