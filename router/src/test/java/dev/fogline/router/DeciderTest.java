package dev.fogline.router;

import static dev.fogline.router.Samples.candidate;
import static dev.fogline.router.Samples.classed;
import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.untaught;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Assessment.RuledOut;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderTest {

    private static final InferenceRequest HELLO = request("hello");
    private static final NamedPolicy BALANCED = NamedPolicy.balanced(Limits.DEFAULT);
    private static final Decider DECIDER = new Decider(Constraints.builtIn(Set.of()), BALANCED);

    @Test
    void ordersWhoeverMayBeAsked() {
        Decision.Route route = route(decide(HELLO, edge(), cloud()));

        // the cloud is better by a tenth of 0.01 USD and four seconds faster
        assertThat(keys(route)).containsExactly("cloud/large", "edge/small");
        assertThat(route.policy()).isEqualTo("balanced");
        assertThat(route.estimatorSequence()).isEqualTo(3);
        assertThat(route.assessments()).hasOnlyElementsOfType(Eligible.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "edge/small"})
    void asksWhomTheClientNames(String model) {
        var named = InferenceRequest.chat("q", model, "hello");

        assertThat(keys(route(decide(named, edge(), cloud())))).containsExactly("edge/small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "fogline"})
    void choosesWhereTheClientLeavesIt(String model) {
        var open = InferenceRequest.chat("q", model, "hello");

        assertThat(keys(route(decide(open, edge(), cloud())))).hasSize(2);
    }

    @Test
    void refusesAModelNobodyServes() {
        var named = InferenceRequest.chat("q", "gpt-9", "hello");

        assertThat(refusal(decide(named, edge(), cloud())))
                .isEqualTo(
                        Fault.of(FaultKind.UNKNOWN_MODEL, "the model 'gpt-9' does not exist here"));
    }

    @Test
    void refusesWhereNothingIsServed() {
        assertThat(refusal(decide(HELLO)))
                .isEqualTo(Fault.of(FaultKind.UNAVAILABLE, "no backend serves any model now"));
    }

    @Test
    void keepsAPrivateRequestOnTheDevice() {
        var secret = classed(HELLO, DataClass.PRIVATE);

        assertThat(keys(route(decide(secret, edge(), cloud())))).containsExactly("edge/small");
    }

    @Test
    void refusesAPrivateRequestWhereThereIsOnlyACloud() {
        assertThat(refusal(decide(classed(HELLO, DataClass.PRIVATE), cloud())))
                .isEqualTo(
                        Fault.of(
                                FaultKind.UNAVAILABLE,
                                "cloud/large: the request is private and must not leave the device"));
    }

    @Test
    void refusesWhatNobodyCanDo() {
        var input =
                new Input.Chat(
                        List.of(Message.user("hello")), List.of(new Tool("f", "", "{}")), "auto");
        var asked = request("q", "auto", input, HELLO.timeout(), DataClass.PUBLIC);

        assertThat(refusal(decide(asked, edge())))
                .isEqualTo(
                        Fault.of(
                                FaultKind.UNSUPPORTED,
                                "edge/small: it cannot do what the request needs: [TOOLS]"));
    }

    @Test
    void refusesAPromptThatCannotFit() {
        // about 2,000 tokens by the estimate, 1,000 at the very least
        var tight = candidate("edge", "small", Tier.DEVICE, 999, NodeState.ready(0));
        var enough = candidate("edge", "small", Tier.DEVICE, 1_000, NodeState.ready(0));
        InferenceRequest wordy = request("a".repeat(8_000));

        assertThat(refusal(decide(wordy, tight)))
                .isEqualTo(
                        Fault.of(
                                FaultKind.CONTEXT_EXCEEDED,
                                "edge/small: the prompt has about 2000 tokens, the context holds 999"));
        assertThat(keys(route(decide(wordy, enough)))).containsExactly("edge/small");
    }

    @Test
    void refusesWhereEverybodyIsDown() {
        assertThat(refusal(decide(HELLO, edge(NodeState.down(0)))))
                .isEqualTo(Fault.of(FaultKind.UNAVAILABLE, "edge/small: edge is not available"));
    }

    @Test
    void whereEverybodyRestsItTellsWhoMayBeAskedFirst() {
        var rests =
                new Availability(
                        Map.of(
                                "edge/small", Duration.ofMillis(9_100),
                                "cloud/large", Duration.ofMillis(6_500)));
        Candidate cloud = candidate("cloud", "large", Tier.CLOUD, 128_000, NodeState.down(0));

        assertThat(
                        refusal(
                                decide(
                                        DECIDER.given(rests),
                                        untaught(),
                                        edge(NodeState.down(0)),
                                        cloud)))
                .isEqualTo(
                        new Fault(
                                FaultKind.UNAVAILABLE,
                                "cloud/large: cloud is not available",
                                Optional.of(Duration.ofMillis(6_500))));
    }

    @Test
    void tellsWhatStoppedTheOneThatCameFurthest() {
        var named = InferenceRequest.chat("q", "small", "a".repeat(80_000));

        assertThat(refusal(decide(named, cloud(), edge())).kind())
                .isEqualTo(FaultKind.CONTEXT_EXCEEDED);
    }

    @Test
    void listsEveryObjection() {
        var named =
                request(
                        "q",
                        "gpt-9",
                        new Input.Completion("a".repeat(2_000_000)),
                        HELLO.timeout(),
                        DataClass.PRIVATE);
        Candidate dead = candidate("cloud", "large", Tier.CLOUD, 8, NodeState.down(0));

        RuledOut ruled = (RuledOut) decide(named, dead).assessments().getFirst();

        assertThat(ruled.objections())
                .extracting(Objection::constraint)
                .containsExactly("model", "privacy", "ability", "context", "availability");
    }

    @Test
    void aConstraintThatThrowsObjectsWithoutAWordOfThePrompt() {
        var bad =
                new Decider(
                        List.of(
                                new Throwing(
                                        () -> new IllegalStateException("cannot judge: hello"))),
                        BALANCED);

        assertThat(refusal(decide(bad, untaught(), edge())))
                .isEqualTo(
                        Fault.of(
                                FaultKind.INTERNAL,
                                "edge/small: the constraint threw IllegalStateException"));
    }

    @Test
    void aConstraintThatLacksAClassObjects() {
        var bad =
                new Decider(
                        List.of(new Throwing(() -> new NoClassDefFoundError("absent/Lib"))),
                        BALANCED);

        assertThat(refusal(decide(bad, untaught(), edge())).kind()).isEqualTo(FaultKind.INTERNAL);
    }

    @Test
    void anEstimatorThatThrowsLosesTheCandidate() {
        assertThat(refusal(decide(DECIDER, new ThrowingEstimator(), edge())))
                .isEqualTo(
                        Fault.of(
                                FaultKind.INTERNAL,
                                "edge/small: the estimator threw UnsupportedOperationException"));
    }

    @Test
    void whatAPolicyInsistsOnRulesOut() {
        var frugal =
                new Requirements(
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        0,
                        Set.of(),
                        Optional.of(Duration.ofMillis(1)),
                        OptionalDouble.of(0));
        var decider =
                new Decider(
                        Constraints.builtIn(Set.of()),
                        new NamedPolicy(
                                "frugal",
                                frugal,
                                NamedPolicy.LOOKING_FOR_NOTHING,
                                BALANCED.objective(),
                                Conduct.within(Limits.DEFAULT)));

        List<String> reasons =
                decide(decider, untaught(), edge(), cloud()).assessments().stream()
                        .map(assessment -> ((RuledOut) assessment).objections().getFirst())
                        .map(Objection::constraint)
                        .toList();

        assertThat(reasons).containsExactly("deadline", "budget"); // the edge costs nothing
    }

    @Test
    void aColdModelLetsAWarmOneAnswerFirst() {
        Candidate cold =
                candidate(
                        "edge",
                        "small",
                        Tier.DEVICE,
                        4_096,
                        new NodeState(NodeState.Readiness.COLD, 1, 0, 0, 0, 0, 0, 0));
        var homely =
                new Decider(
                        Constraints.builtIn(Set.of()),
                        named(
                                new Objective(
                                        "homely",
                                        NamedPolicy.USUAL_PRICE,
                                        List.of(),
                                        List.of(Tier.DEVICE))));

        Decision.Route route = route(decide(homely, untaught(), cold, cloud()));

        assertThat(keys(route)).containsExactly("cloud/large", "edge/small");
        assertThat(route.reason())
                .startsWith("cloud/large answers while edge/small is being loaded; ");
        assertThat(keys(route(decide(homely, untaught(), edge(), cloud()))))
                .containsExactly("edge/small", "cloud/large");
    }

    @Test
    void aPolicyThatThrowsLeavesTheCatalogsOrder() {
        Decision.Route route =
                route(
                        decideWith(
                                eligible -> {
                                    throw new NoClassDefFoundError("absent/Lib");
                                }));

        assertThat(keys(route)).containsExactly("edge/small", "cloud/large");
        assertThat(route.reason())
                .isEqualTo("in the catalog's order: the policy threw NoClassDefFoundError");
    }

    @Test
    void aPolicyThatReturnsNothingLeavesTheCatalogsOrder() {
        assertThat(keys(route(decideWith(eligible -> null))))
                .containsExactly("edge/small", "cloud/large");
    }

    @Test
    void aPolicyCannotBringInACandidateThatWasRuledOut() {
        Decision decision =
                decideWith(
                        eligible ->
                                new Policy.Ranking(
                                        List.of(
                                                Samples.option(
                                                        candidate(
                                                                "other",
                                                                "large",
                                                                Tier.CLOUD,
                                                                8,
                                                                NodeState.ready(0)))),
                                        "mine"));

        assertThat(keys(route(decision))).containsExactly("edge/small", "cloud/large");
    }

    private static Decision decideWith(Function<List<Eligible>, Policy.Ranking> rank) {
        var policy =
                new Policy() {
                    @Override
                    public String name() {
                        return "odd";
                    }

                    @Override
                    public Ranking rank(Features features, List<Eligible> eligible) {
                        return rank.apply(eligible);
                    }
                };
        return decide(
                new Decider(Constraints.builtIn(Set.of()), named(policy)),
                untaught(),
                edge(),
                cloud());
    }

    private static NamedPolicy named(Policy objective) {
        return new NamedPolicy(
                "odd",
                Requirements.NONE,
                NamedPolicy.LOOKING_FOR_NOTHING,
                objective,
                Conduct.within(Limits.DEFAULT));
    }

    private static Decision decide(InferenceRequest request, Candidate... snapshot) {
        return DECIDER.decide(
                request,
                new Extraction().of(request),
                List.of(snapshot),
                new Learned(untaught(), 3),
                0);
    }

    private static Decision decide(Decider decider, Estimator estimator, Candidate... snapshot) {
        return decider.decide(
                HELLO, new Extraction().of(HELLO), List.of(snapshot), new Learned(estimator, 3), 0);
    }

    private static Decision.Route route(Decision decision) {
        return (Decision.Route) decision;
    }

    private static Fault refusal(Decision decision) {
        return ((Decision.Refuse) decision).fault();
    }

    private static List<String> keys(Decision.Route route) {
        return route.order().stream()
                .map(option -> ((Option.Single) option).candidate().key())
                .toList();
    }

    private record Throwing(Supplier<Throwable> thrown) implements Constraint {

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public Optional<Objection> objection(
                InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
            switch (thrown.get()) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError();
            }
        }
    }

    private record ThrowingEstimator() implements Estimator {

        @Override
        public Estimate estimate(Features features, Candidate candidate, long nowNanos) {
            throw new UnsupportedOperationException("not today");
        }

        @Override
        public List<Explanation> explain(Features features, Candidate candidate, long nowNanos) {
            throw new UnsupportedOperationException("not today");
        }

        @Override
        public Estimator learn(Observation observation) {
            return this;
        }
    }
}
