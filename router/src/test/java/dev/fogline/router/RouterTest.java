package dev.fogline.router;

import static dev.fogline.router.Samples.classed;
import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Backend;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Policy;
import dev.fogline.spi.PolicyProvider;
import dev.fogline.spi.Settings;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `cloud/large` is better and faster than `edge/small` as far as anybody knows.
@Timeout(10)
class RouterTest {

    private static final PolicyBook BALANCED = PolicyBook.of(NamedPolicy.balanced(Limits.DEFAULT));
    private static final InferenceRequest HELLO = request("hello");

    @TempDir private Path dir;
    private String state = "";
    private Budgets budgets = Budgets.NONE;
    private final FakeBackend edge = new FakeBackend("small").play(Script.saying("from", " edge"));
    private final FakeBackend cloud =
            new FakeBackend("large").play(Script.saying("from", " the", " cloud"));
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RecordingClient client = new RecordingClient();

    @Test
    void answersAndTellsWhatItDid() throws Exception {
        try (Router router = open()) {
            DecisionRecord record = router.handle(Call.of(HELLO), client);

            assertThat(client.text()).isEqualTo("from the cloud");
            assertThat(client.begun()).containsExactly("cloud/large");
            assertThat(record.outcome()).isInstanceOf(Outcome.Completed.class);
            assertThat(record.epochMillis()).isEqualTo(1_000);
            assertThat(((Decision.Route) record.decision()).policy()).isEqualTo("balanced");
        }
    }

    @Test
    void remembersDecisionsById() throws Exception {
        try (Router router = open()) {
            DecisionRecord record = router.handle(Call.of(HELLO), client);

            assertThat(router.decision("q")).containsSame(record);
            assertThat(router.decision("other")).isEmpty();
        }
    }

    @Test
    void countsWhatBecameOfARequest() throws Exception {
        cloud.show(NodeState.ready(0));
        var failing = new FakeBackend("large").play(Script.failing(FaultKind.OVERLOADED, "full"));
        try (Router router = open(edge, failing)) {
            router.handle(Call.of(HELLO), client);
        }

        assertThat(counted("fogline_requests", "outcome", "completed")).isEqualTo(1);
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
        assertThat(
                        counted(
                                "fogline_attempts",
                                "backend",
                                "edge",
                                "fault",
                                "none",
                                "model",
                                "small"))
                .isEqualTo(1);
        assertThat(counted("fogline_tokens", "backend", "edge", "kind", "output", "model", "small"))
                .isEqualTo(2);
    }

    @Test
    void countsMoneyAndTime() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
        }

        // 10 prompt tokens at 1 and 3 output tokens at 2 USD per million
        assertThat(counted("fogline_cost_usd", "backend", "cloud", "model", "large"))
                .isEqualTo(0.000016);
        var first = (HistogramSnapshot) metric("fogline_first_token_seconds");
        assertThat(first.getDataPoints().getFirst().getCount()).isEqualTo(1);
        assertThat(counted("fogline_journal_entries_lost", "cause", "queue_full")).isZero();
    }

    @Test
    void aPrivateRequestStaysOnTheDeviceThoughItFails() throws Exception {
        Script broken = Script.failing(FaultKind.UNAVAILABLE, "broken");
        var failing = new FakeBackend("small").play(broken, broken);
        try (Router router = open(failing, cloud)) {
            DecisionRecord record =
                    router.handle(Call.of(classed(HELLO, DataClass.PRIVATE)), client);

            assertThat(record.outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(cloud.asked()).isEmpty();
            assertThat(client.begun()).isEmpty();
        }
    }

    @Test
    void explainsWithoutAskingAnybody() {
        try (Router router = open()) {
            Explained explained = router.explain(Call.of(HELLO));

            assertThat(explained.decision()).isInstanceOf(Decision.Route.class);
            assertThat(explained.workings())
                    .extracting(working -> working.candidate().key())
                    .containsExactly("edge/small", "cloud/large");
            assertThat(explained.workings().getFirst().terms())
                    .extracting(Explanation::term)
                    .first()
                    .isEqualTo("first_token_millis");
            assertThat(edge.asked()).isEmpty();
            assertThat(cloud.asked()).isEmpty();
        }
    }

    @Test
    void decidesAfterARestartWithWhatItHadLearnt() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
        }
        try (Router router = open(edge, cloud, new PrometheusRegistry())) {
            assertThat(router.explain(Call.of(HELLO)).decision().estimatorSequence()).isEqualTo(1);
        }
    }

    @Test
    void isReadyWhileSomebodyCouldAnswer() {
        try (Router router = open()) {
            edge.show(NodeState.down(0));
            assertThat(router.ready()).isTrue();

            cloud.show(NodeState.down(0));
            assertThat(router.ready()).isFalse();
            assertThat(router.candidates()).hasSize(2);
        }
    }

    @Test
    void everyAttemptIsInTheLedger() throws Exception {
        cloud.play(Script.failing(FaultKind.OVERLOADED, "busy"));
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.handle(Call.of(HELLO), client); // the cloud is busy, the device answers
        }

        var report =
                LedgerReport.read(
                        dir, List.of(LedgerReport.By.BACKEND), LocalDate.MIN, LocalDate.MAX);

        assertThat(report.rows())
                .extracting(row -> row.names().getFirst())
                .containsExactly("cloud", "edge");
        assertThat(report.total().attempts()).isEqualTo(3);
        assertThat(report.total().failed()).isEqualTo(1);
        assertThat(report.openAttempts()).isZero();
    }

    @Test
    void aSpentBudgetSendsRequestsToTheDevice() throws Exception {
        budgets = new Budgets(Map.of("local", 1L));
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.handle(Call.of(HELLO), client);

            assertThat(client.begun()).containsExactly("cloud/large", "edge/small");
        }
    }

    @Test
    void closesItsBackends() {
        open().close();

        assertThat(edge.closed()).isTrue();
        assertThat(cloud.closed()).isTrue();
    }

    @Test
    void closesWhatHadStartedWhereABackendCannot() {
        assertThatThrownBy(() -> open(Map.of("edge", edge), BALANCED))
                .isInstanceOf(RouterException.class)
                .hasMessage("backend cloud: no script for it");
        assertThat(edge.closed()).isTrue();
    }

    @Test
    void closesWhatHadStartedWhereTheRegistryIsTaken() {
        try (Router first = open(new FakeBackend("small"), new FakeBackend("large"))) {
            assertThat(first.ready()).isTrue();
            state = "another";

            assertThatThrownBy(() -> open(edge, cloud)).isInstanceOf(RuntimeException.class);
        }

        assertThat(edge.closed()).isTrue();
        assertThat(cloud.closed()).isTrue();
    }

    @Test
    void aPrivateRequestLeavesALineThatNamesWhoWasAskedAndNoText()
            throws InterruptedException, IOException {
        try (Router router = open()) {
            router.handle(Call.of(classed(HELLO, DataClass.PRIVATE)), client);
        }

        assertThat(dir.resolve("audit.jsonl"))
                .content()
                .isEqualTo(
                        "{\"id\":\"q\",\"time\":\"1970-01-01T00:00:01Z\",\"private_because\":\"client\","
                                + "\"found\":{},\"asked\":[{\"candidate\":\"edge/small\","
                                + "\"tier\":\"device\"}],\"left_the_device\":false}\n");
    }

    @Test
    void otherPoliciesTakeEffectWithTheNextRequest() throws InterruptedException {
        var home = new Objective("home", NamedPolicy.USUAL_PRICE, List.of(), List.of(Tier.DEVICE));
        var policy =
                new NamedPolicy(
                        "home",
                        Requirements.NONE,
                        NamedPolicy.LOOKING_FOR_NOTHING,
                        home,
                        Conduct.within(Limits.DEFAULT));
        try (Router router = open()) {
            router.policies(PolicyBook.of(policy));

            Explained explained = router.explain(Call.of(HELLO));

            assertThat(((Decision.Route) explained.decision()).policy()).isEqualTo("home");
            assertThat(explained.workings().getFirst().standing()).startsWith("price ");
        }
    }

    @Test
    void aPolicyThatThereIsNotIsTheClientsMistake() throws InterruptedException {
        try (Router router = open()) {
            var call = new Call(HELLO, Optional.of("best"), Call.Reuse.ALLOWED);

            assertThat(router.handle(call, client).outcome())
                    .isEqualTo(
                            new Outcome.Failed(
                                    Fault.of(
                                            FaultKind.INVALID_REQUEST,
                                            "there is no policy 'best'; there are balanced"),
                                    List.of()));
        }
    }

    @Test
    void saysWhichPolicyIsUnknownOrUnfit() {
        Plugins plugins = Plugins.of(List.of(new ThrowingProvider()));

        assertThatThrownBy(() -> plugins.policy("chance", Map.of()))
                .isInstanceOf(RouterException.class)
                .hasMessage("there is no policy of type 'chance'; there are [balanced, throwing]");
        assertThatThrownBy(() -> plugins.policy("balanced", Map.of("usd", "1")))
                .isInstanceOf(RouterException.class)
                .hasMessage("policy balanced: usd: is not a setting here");
        assertThatThrownBy(() -> plugins.policy("throwing", Map.of()))
                .isInstanceOf(RouterException.class)
                .hasMessage("policy throwing threw java.lang.IllegalStateException: bug");
    }

    private Router open() {
        return open(edge, cloud);
    }

    private Router open(Backend onDevice, Backend inCloud) {
        return open(onDevice, inCloud, registry);
    }

    private Router open(Backend onDevice, Backend inCloud, PrometheusRegistry into) {
        return open(Map.of("edge", onDevice, "cloud", inCloud), BALANCED, into);
    }

    private Router open(Map<String, Backend> backends, PolicyBook policy) {
        return open(backends, policy, registry);
    }

    private Router open(Map<String, Backend> backends, PolicyBook policy, PrometheusRegistry into) {
        var ticker = new HandTicker();
        var instant = InstantSource.fixed(Instant.ofEpochSecond(1));
        ticker.advance(Duration.ofSeconds(5));
        return Router.open(
                new RouterSetup(
                        List.of(
                                Samples.setup("edge", Tier.DEVICE),
                                Samples.setup("cloud", Tier.CLOUD)),
                        policy,
                        Limits.DEFAULT,
                        dir.resolve(state),
                        Plugins.of(List.of(new FakeProvider(backends), new ThrowingProvider())),
                        into,
                        ticker,
                        instant,
                        Optional.empty(),
                        Map.of(),
                        new LedgerSetup(false, budgets),
                        CacheSetup.NONE));
    }

    private double counted(String name, String... labels) {
        return ((CounterSnapshot) metric(name))
                .getDataPoints().stream()
                        .filter(point -> point.getLabels().equals(Labels.of(labels)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(metric(name)))
                        .getValue();
    }

    private MetricSnapshot metric(String name) {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private record ThrowingProvider() implements PolicyProvider {

        @Override
        public String type() {
            return "throwing";
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Policy create(Settings settings) {
            throw new IllegalStateException("bug");
        }
    }
}
