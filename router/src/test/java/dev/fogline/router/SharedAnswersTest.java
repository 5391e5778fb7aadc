package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Backend;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `cloud/large` is better than `edge/small` as far as anybody knows, so it is asked first.
@Timeout(20)
class SharedAnswersTest {

    private static final InferenceRequest HELLO = hello("q1");
    private static final NamedPolicy BALANCED = NamedPolicy.balanced(Limits.DEFAULT);
    private static final Duration MAX_AGE = Duration.ofSeconds(60);

    @TempDir private Path dir;
    private final HandTicker handTicker = new HandTicker();
    private Ticker ticker = handTicker;
    private PolicyBook policies =
            new PolicyBook(
                    "balanced",
                    List.of(),
                    Map.of("balanced", BALANCED, "other", named("other", BALANCED.conduct())));
    private final FakeBackend edge = new FakeBackend("small");
    private final FakeBackend cloud = new FakeBackend("large");
    private Backend first = cloud;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RecordingClient client = new RecordingClient();

    @Test
    void anEqualRequestIsGivenTheAnswerAgain() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), new RecordingClient());
            handTicker.advance(Duration.ofSeconds(7));
            DecisionRecord again = router.handle(Call.of(hello("q2")), client);

            assertThat(cloud.asked()).hasSize(1);
            assertThat(client.chunks())
                    .containsExactly(Chunk.of("one"), Chunk.of(" two"), Chunk.of(" three"));
            assertThat(client.begun()).containsExactly("cloud/large");
            assertThat(client.statuses())
                    .containsExactly(new CacheStatus.Hit(Duration.ofSeconds(7)));
            var replay = (Decision.Replay) again.decision();
            assertThat(replay.origin().candidate().key()).isEqualTo("cloud/large");
            assertThat(replay.age()).isEqualTo(Duration.ofSeconds(7));
            assertThat(replay.policy()).isEqualTo("balanced");
            assertThat(((Outcome.Shared) again.outcome()).answer().usage())
                    .isEqualTo(Usage.counted(10, 3));
        }
    }

    @Test
    void anAnswerThatIsGivenAgainCostsAndTeachesNothing() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.handle(Call.of(hello("q2")), client);
        }
        var report =
                LedgerReport.read(
                        dir, List.of(LedgerReport.By.BACKEND), LocalDate.MIN, LocalDate.MAX);
        assertThat(report.total().attempts()).isEqualTo(1);
        try (Router router = open(new PrometheusRegistry())) {
            assertThat(router.explain(Call.of(HELLO)).decision().estimatorSequence()).isEqualTo(1);
        }
        assertThat(cacheRequests("miss")).isEqualTo(1);
        assertThat(cacheRequests("hit")).isEqualTo(1);
    }

    @Test
    void anAnswerIsGivenAgainWhileNobodyCouldAnswer() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            edge.show(NodeState.down(0));
            cloud.show(NodeState.down(0));

            assertThat(router.handle(Call.of(hello("q2")), client).outcome())
                    .isInstanceOf(Outcome.Shared.class);
        }
    }

    @Test
    void anAnswerThatIsTooOldIsAskedForAgain() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            handTicker.advance(MAX_AGE);
            router.handle(Call.of(HELLO), client);

            assertThat(cloud.asked()).hasSize(2);
        }
    }

    @Test
    void tenantsNeverShare() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.handle(Call.of(of(HELLO, "alice", DataClass.PUBLIC, HELLO.timeout())), client);

            assertThat(cloud.asked()).hasSize(2);
        }
    }

    @Test
    void policiesNeverShare() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.handle(new Call(HELLO, Optional.of("other"), Call.Reuse.ALLOWED), client);

            assertThat(cloud.asked()).hasSize(2);
        }
    }

    @Test
    void privateRequestsNeverShare() throws Exception {
        try (Router router = open()) {
            InferenceRequest secret = Samples.classed(HELLO, DataClass.PRIVATE);
            router.handle(Call.of(secret), client);
            router.handle(Call.of(secret), client);

            assertThat(edge.asked()).hasSize(2);
            assertThat(client.statuses()).isEmpty();
        }
    }

    @Test
    void whatIsLeftToChanceIsAskedEachTime() throws Exception {
        var chance =
                new InferenceRequest(
                        "q",
                        "auto",
                        HELLO.input(),
                        Sampling.DEFAULT,
                        HELLO.format(),
                        256,
                        HELLO.timeout(),
                        "local",
                        DataClass.PUBLIC);
        try (Router router = open()) {
            router.handle(Call.of(chance), client);
            router.handle(Call.of(chance), client);

            assertThat(cloud.asked()).hasSize(2);
            assertThat(client.statuses()).isEmpty();
        }
    }

    @Test
    void aRenewedAnswerTakesThePlaceOfTheKeptOne() throws Exception {
        cloud.play(Script.saying("old"), Script.saying("new"));
        try (Router router = open()) {
            router.handle(Call.of(HELLO), new RecordingClient());
            router.handle(
                    new Call(HELLO, Optional.empty(), Call.Reuse.RENEWED), new RecordingClient());
            router.handle(Call.of(HELLO), client);

            assertThat(cloud.asked()).hasSize(2);
            assertThat(client.text()).isEqualTo("new");
        }
    }

    @Test
    void whoSharesNothingNeitherTakesNorGives() throws Exception {
        var alone = new Call(HELLO, Optional.empty(), Call.Reuse.NEVER);
        try (Router router = open()) {
            router.handle(alone, client);
            assertThat(client.statuses()).isEmpty();

            router.handle(Call.of(HELLO), client);
            router.handle(alone, client);

            assertThat(cloud.asked()).hasSize(3);
            assertThat(client.statuses()).containsExactly(new CacheStatus.Miss());
        }
    }

    @Test
    void afterAChangeOfPoliciesNothingOldIsGivenAgain() throws Exception {
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);
            router.policies(
                    PolicyBook.of(
                            new NamedPolicy(
                                    "balanced",
                                    Requirements.NONE,
                                    NamedPolicy.LOOKING_FOR_NOTHING,
                                    new Objective(
                                            "balanced",
                                            NamedPolicy.USUAL_PRICE,
                                            List.of(),
                                            List.of(Tier.DEVICE)),
                                    Conduct.within(Limits.DEFAULT))));
            router.handle(Call.of(HELLO), client);

            assertThat(edge.asked()).hasSize(1);
        }
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        cloud.play(Script.failing(FaultKind.INVALID_REQUEST, "no"));
        try (Router router = open()) {
            assertThat(router.handle(Call.of(HELLO), client).outcome())
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(router.handle(Call.of(HELLO), client).outcome())
                    .isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void anAnswerThatReachedItsBoundIsKeptForRequestsOfTheSameBound() throws Exception {
        first = new Bounded();
        try (Router router = open()) {
            router.handle(Call.of(HELLO), client);

            assertThat(router.handle(Call.of(HELLO), client).decision())
                    .isInstanceOf(Decision.Replay.class);
        }
    }

    @Test
    void aResumedAnswerIsNotKept() throws Exception {
        policies =
                PolicyBook.of(
                        named(
                                "resuming",
                                new Conduct(
                                        Duration.ofHours(1),
                                        Duration.ofHours(1),
                                        Conduct.OnCut.RESUME,
                                        Optional.empty())));
        cloud.play(Script.saying("one").thenFailing(FaultKind.BROKEN_STREAM, "gone"));
        edge.play(Script.saying(" rest"));
        try (Router router = open()) {
            var completed = (Outcome.Completed) router.handle(Call.of(HELLO), client).outcome();
            assertThat(completed.resumed()).isTrue();
            assertThat(client.text()).isEqualTo("one rest");
            assertThat(client.begun()).containsExactly("cloud/large");
            assertThat(client.goneOn()).containsExactly("edge/small");

            assertThat(router.handle(Call.of(HELLO), client).decision())
                    .isInstanceOf(Decision.Route.class);
        }
    }

    @Test
    void aHundredEqualRequestsAtOnceAreOneAttempt() throws Exception {
        var latch = new CountDownLatch(1);
        cloud.play(Script.saying("one").thenAwaiting(latch).then(Chunk.of(" two")));
        try (Router router = open()) {
            List<Asker> askers =
                    IntStream.range(0, 100).mapToObj(i -> ask(router, hello("q" + i))).toList();
            for (Asker asker : askers) {
                asker.client.awaitStatus();
            }
            latch.countDown();

            for (Asker asker : askers) {
                asker.outcome();
                assertThat(asker.client.text()).isEqualTo("one two");
            }
            assertThat(cloud.asked()).hasSize(1);
            assertThat(attempts(askers)).isEqualTo(1);
            assertThat(router.decision("q0")).isPresent();
            assertThat(router.decision("q99")).isPresent();
        }
        assertThat(cacheRequests("miss")).isEqualTo(1);
        assertThat(cacheRequests("joined")).isEqualTo(99);
    }

    @Test
    void theGenerationGoesOnWhenWhoAskedFirstLeaves() throws Exception {
        var latch = new CountDownLatch(1);
        cloud.play(Script.saying("one").thenAwaiting(latch).then(Chunk.of(" two")));
        try (Router router = open()) {
            Asker leader = ask(router, hello("q1"));
            leader.client.awaitChunk();
            Asker follower = ask(router, hello("q2"));
            follower.client.awaitChunk();

            leader.client.leave();
            assertThat(leader.outcome()).isEqualTo(new Outcome.Cancelled(List.of()));
            latch.countDown();

            assertThat(follower.outcome()).isInstanceOf(Outcome.Completed.class);
            assertThat(follower.client.text()).isEqualTo("one two");
            assertThat(cloud.asked()).hasSize(1);
        }
    }

    @Test
    void theGenerationEndsWhenAllHaveLeft() throws Exception {
        cloud.play(Script.saying("one").thenHanging());
        try (Router router = open()) {
            Asker leader = ask(router, hello("q1"));
            leader.client.awaitChunk();
            Asker follower = ask(router, hello("q2"));
            follower.client.awaitChunk();

            leader.client.leave();
            assertThat(leader.outcome().attempts()).isEmpty();
            follower.client.leave();

            var left = (Outcome.Cancelled) follower.outcome();
            assertThat(left.attempts()).hasSize(1);
        }
    }

    @Test
    void whoFailsFailsForAllAndNobodyAsksAgain() throws Exception {
        var latch = new CountDownLatch(1);
        var fault = Fault.of(FaultKind.CONTENT_REFUSED, "no");
        cloud.play(Script.saying().thenAwaiting(latch).thenFailing(fault.kind(), fault.message()));
        try (Router router = open()) {
            List<Asker> askers =
                    IntStream.range(0, 10).mapToObj(i -> ask(router, hello("q" + i))).toList();
            for (Asker asker : askers) {
                asker.client.awaitStatus();
            }
            latch.countDown();

            for (Asker asker : askers) {
                assertThat(((Outcome.Failed) asker.outcome()).fault()).isEqualTo(fault);
            }
            assertThat(attempts(askers)).isEqualTo(1);
            assertThat(cloud.asked()).hasSize(1);
            assertThat(edge.asked()).isEmpty();
        }
    }

    @Test
    void eachKeepsItsOwnDeadline() throws Exception {
        ticker = Ticker.system();
        var latch = new CountDownLatch(1);
        cloud.play(Script.saying("one").thenAwaiting(latch));
        try (Router router = open()) {
            Asker hurried =
                    ask(router, of(HELLO, "local", DataClass.PUBLIC, Duration.ofMillis(300)));
            hurried.client.awaitStatus();
            Asker patient = ask(router, hello("q2"));
            patient.client.awaitStatus();

            assertThat(((Outcome.Failed) hurried.outcome()).fault().kind())
                    .isEqualTo(FaultKind.TIMEOUT);
            latch.countDown();
            assertThat(patient.outcome()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void aDeadlineOfOneAloneEndsTheAttemptAndTellsWhy() throws Exception {
        ticker = Ticker.system();
        cloud.play(Script.saying("one").thenHanging());
        try (Router router = open()) {
            Asker alone = ask(router, of(HELLO, "local", DataClass.PUBLIC, Duration.ofMillis(50)));

            var failed = (Outcome.Failed) alone.outcome();

            assertThat(failed.fault().message())
                    .isEqualTo("cloud/large: the request's deadline has passed");
            assertThat(failed.attempts()).hasSize(1);
        }
    }

    @Test
    void anInterruptEndsWhatNobodyElseWants() throws Exception {
        cloud.play(Script.saying("one").thenHanging());
        try (Router router = open()) {
            Asker alone = ask(router, HELLO);
            alone.client.awaitChunk();

            alone.thread.interrupt();

            alone.thread.join();
            assertThat(alone.failure()).isInstanceOf(InterruptedException.class);
            assertThat(router.decision("q1")).isEmpty();
        }
    }

    private Router open() {
        return open(registry);
    }

    private Router open(PrometheusRegistry into) {
        return Router.open(
                new RouterSetup(
                        List.of(
                                Samples.setup("edge", Tier.DEVICE),
                                Samples.setup("cloud", Tier.CLOUD)),
                        policies,
                        Limits.DEFAULT,
                        dir,
                        Plugins.of(List.of(new FakeProvider(Map.of("edge", edge, "cloud", first)))),
                        into,
                        ticker,
                        InstantSource.fixed(Instant.ofEpochSecond(1)),
                        Optional.empty(),
                        Map.of(),
                        LedgerSetup.DEFAULT,
                        new CacheSetup(1 << 20, MAX_AGE)));
    }

    private double cacheRequests(String result) {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("fogline_cache_requests"))
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> point.getLabels().equals(Labels.of("result", result)))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private static NamedPolicy named(String name, Conduct conduct) {
        return new NamedPolicy(
                name, BALANCED.requirements(), BALANCED.detector(), BALANCED.objective(), conduct);
    }

    private static InferenceRequest hello(String id) {
        return InferenceRequest.chat(id, "auto", "hello");
    }

    private static InferenceRequest of(
            InferenceRequest like, String tenant, DataClass dataClass, Duration timeout) {
        return new InferenceRequest(
                like.id(),
                like.model(),
                like.input(),
                like.sampling(),
                like.format(),
                like.maxOutputTokens(),
                timeout,
                tenant,
                dataClass);
    }

    private static int attempts(List<Asker> askers) throws Exception {
        var attempts = new ArrayList<Object>();
        for (Asker asker : askers) {
            attempts.addAll(asker.outcome().attempts());
        }
        return attempts.size();
    }

    private static Asker ask(Router router, InferenceRequest request) {
        var client = new RecordingClient();
        var asked = new FutureTask<>(() -> router.handle(Call.of(request), client).outcome());
        return new Asker(client, asked, Thread.ofVirtual().start(asked));
    }

    /// A request on a thread of its own.
    private record Asker(RecordingClient client, FutureTask<Outcome> asked, Thread thread) {

        Outcome outcome() throws InterruptedException, ExecutionException {
            return asked.get();
        }

        Throwable failure() {
            return asked.exceptionNow();
        }
    }

    /// Says one word, and that there would have been more.
    private record Bounded() implements Backend {

        @Override
        public List<ServedModel> models() {
            return List.of(
                    new ServedModel(
                            "large", ServedModel.UNKNOWN_CONTEXT, EnumSet.allOf(Ability.class)));
        }

        @Override
        public NodeState state(String model) {
            return NodeState.ready(0);
        }

        @Override
        public Answer generate(InferenceRequest request, String model, TokenSink sink) {
            sink.accept(Chunk.of("one"));
            return new Answer(FinishReason.LENGTH, Usage.counted(10, 1), "large");
        }
    }
}
