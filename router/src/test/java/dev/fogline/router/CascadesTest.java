package dev.fogline.router;

import static dev.fogline.router.Samples.classed;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.untaught;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.cascade.DraftModel;
import dev.fogline.cost.cascade.DraftModels;
import dev.fogline.cost.cascade.DraftStage;
import dev.fogline.cost.cascade.Forecast;
import dev.fogline.cost.cascade.LearntDrafts;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.CascadeRule;
import dev.fogline.spi.CascadeRule.Stage;
import dev.fogline.spi.CascadeRule.Verdict;
import dev.fogline.spi.Decision;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.OutputFormat;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A free `edge/small` that is right in six of ten, and whose drafts show most of that, beside a
/// dear `cloud/large` that is right in nine of ten.
class CascadesTest {

    private static final InferenceRequest HELLO = request("hello");

    /// A good answer is worth 0.02 USD, time and energy nothing.
    private static final Objective WORTH =
            new Objective("worth", new Aim.Price(0, 0.02, 0), List.of(), List.of());

    @Test
    void aCascadeThatIsBetterThanEitherAloneComesFirst() {
        Decision.Route route = decide(HELLO, WORTH, edge(), cloud());

        var cascade = (Option.Cascade) route.order().getFirst();
        assertThat(cascade.draft().candidate()).isEqualTo(edge());
        assertThat(cascade.next().candidate()).isEqualTo(cloud());
        assertThat(cascade.holdTokens()).isEqualTo(Conduct.USUAL_HOLD_TOKENS);
        assertThat(route.order().subList(1, 3)).hasOnlyElementsOfType(Option.Single.class);
        assertThat(route.reason())
                .startsWith("edge/small, handing over to cloud/large, in 0.")
                .contains(", before cloud/large alone with price ");
    }

    @Test
    void theDearerTheNextTheLessIsHandedOver() {
        double before = 1;
        for (double worth : List.of(0.03, 0.02, 0.015, 0.011)) {
            var objective = new Objective("o", new Aim.Price(0, worth, 0), List.of(), List.of());
            Decision.Route route = decide(HELLO, objective, edge(), cloud());
            double handOver = ((Option.Cascade) route.order().getFirst()).rule().handOver();
            assertThat(handOver).isLessThanOrEqualTo(before);
            before = handOver;
        }
        assertThat(before).isLessThan(0.6);
    }

    @Test
    void aBoundOnQualityIsKeptAtTheLeastPrice() {
        var atLeast =
                new Objective(
                        "bound",
                        new Aim.Extreme(Quantity.USD),
                        List.of(new Bound(Quantity.QUALITY, 0.8)),
                        List.of());

        var cascade = (Option.Cascade) decide(HELLO, atLeast, edge(), cloud()).order().getFirst();

        assertThat(cascade.estimate().quality()).isBetween(0.8, 0.9);
        assertThat(cascade.rule().handOver()).isLessThan(1);
    }

    @Test
    void whoWantsTheFirstTokenSoonestMakesNoDrafts() {
        var soon =
                new Objective(
                        "soon", new Aim.Extreme(Quantity.FIRST_TOKEN_MILLIS), List.of(), List.of());

        assertThat(decide(HELLO, soon, edge(), cloud()).order())
                .hasOnlyElementsOfType(Option.Single.class);
    }

    @Test
    void aTierThatIsPreferredIsAskedAlone() {
        for (Tier tier : Tier.values()) {
            var preferring = new Objective("p", WORTH.aim(), List.of(), List.of(tier));

            assertThat(decide(HELLO, preferring, edge(), cloud()).order().getFirst())
                    .isInstanceOf(Option.Single.class);
        }
    }

    @Test
    void aPrivateRequestHasNoCascadeToTheCloud() {
        InferenceRequest secret = classed(HELLO, DataClass.PRIVATE);

        assertThat(decide(secret, WORTH, edge(), cloud()).order())
                .hasOnlyElementsOfType(Option.Single.class);
        Option.Single edge = single(decide(HELLO, WORTH, edge(), cloud()), "edge/small");
        Option.Single cloud = single(decide(HELLO, WORTH, edge(), cloud()), "cloud/large");
        assertThat(Cascades.of(new Extraction().of(secret), List.of(edge, cloud), taught(), 9))
                .isEmpty(); // even where a plugin's constraint let the cloud pass
    }

    @Test
    void aFormIsNotDrafted() {
        var json =
                new InferenceRequest(
                        "q",
                        "auto",
                        HELLO.input(),
                        HELLO.sampling(),
                        new OutputFormat.JsonObject(),
                        256,
                        Duration.ofMinutes(1),
                        "local",
                        DataClass.PUBLIC);

        assertThat(decide(json, WORTH, edge(), cloud()).order())
                .hasOnlyElementsOfType(Option.Single.class);
    }

    @Test
    void aModelThatHasToBeLoadedDraftsNothing() {
        NodeState cold = new NodeState(Readiness.COLD, 1, 0, 0, 0, 0, 0, 0);

        assertThat(
                        decide(HELLO, WORTH, candidate("edge", "small", Tier.DEVICE, cold), cloud())
                                .order())
                .hasOnlyElementsOfType(Option.Single.class);
    }

    @Test
    void otherWeightsUnderTheSameNameDraftNothing() {
        NodeState ready = NodeState.ready(0);

        for (String revision : List.of("r2", "")) {
            assertThat(
                            decide(
                                            HELLO,
                                            WORTH,
                                            candidate(
                                                    "edge", "small", Tier.DEVICE, ready, revision),
                                            cloud())
                                    .order())
                    .hasOnlyElementsOfType(Option.Single.class);
        }
    }

    @Test
    void thePolicyMaySayThatThereAreNoDrafts() {
        Conduct none =
                new Conduct(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Conduct.OnCut.FAIL,
                        Optional.empty(),
                        0);

        assertThat(decide(HELLO, WORTH, none, Requirements.NONE, edge(), cloud()).order())
                .hasOnlyElementsOfType(Option.Single.class);
    }

    @Test
    void withoutWhatWasLearntThereAreNoCascades() {
        Decision decision =
                decider(WORTH, Conduct.within(Limits.DEFAULT), Requirements.NONE)
                        .decide(
                                HELLO,
                                new Extraction().of(HELLO),
                                List.of(edge(), cloud()),
                                new Learned(untaught(), 0),
                                0);

        assertThat(((Decision.Route) decision).order()).hasOnlyElementsOfType(Option.Single.class);
    }

    private static Decision.Route decide(
            InferenceRequest request, Objective objective, Candidate... candidates) {
        return decide(
                request, objective, Conduct.within(Limits.DEFAULT), Requirements.NONE, candidates);
    }

    private static Decision.Route decide(
            InferenceRequest request,
            Objective objective,
            Conduct conduct,
            Requirements requirements,
            Candidate... candidates) {
        return (Decision.Route)
                decider(objective, conduct, requirements)
                        .decide(
                                request,
                                new Extraction().of(request),
                                List.of(candidates),
                                new Learned(taught(), 0),
                                0);
    }

    private static Decider decider(
            Objective objective, Conduct conduct, Requirements requirements) {
        return new Decider(
                Constraints.builtIn(Set.of()),
                new NamedPolicy(
                        objective.name(),
                        requirements,
                        NamedPolicy.LOOKING_FOR_NOTHING,
                        objective,
                        conduct));
    }

    private static Option.Single single(Decision.Route route, String key) {
        return route.order().stream()
                .filter(Option.Single.class::isInstance)
                .map(Option.Single.class::cast)
                .filter(one -> one.candidate().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Estimator taught() {
        return untaught()
                .trusting(new DraftModels(List.of(new LearntDrafts("small", "r1", model()))));
    }

    /// The end's logit is spread evenly over six to either side of what was expected.
    private static DraftModel model() {
        List<Double> residuals =
                IntStream.rangeClosed(-16, 16).mapToObj(i -> i * 6 / 16.0).toList();
        var weights = Collections.nCopies(19, 0.0);
        var end = new DraftStage(DraftStage.END, weights, new Forecast(0, 1, List.of(0.0)));
        return new DraftModel(
                List.of(end), new Forecast(0, 1, residuals), new DraftModel.Spans(0.5, 0.8));
    }

    @Test
    void theRuleOfAnOptionIsPure() {
        CascadeRule rule =
                ((Option.Cascade) decide(HELLO, WORTH, edge(), cloud()).order().getFirst()).rule();
        var tokens = List.of(new TokenProbability("a", -0.1, List.of()));

        assertThat(rule.judge(tokens, Stage.ENDED)).isEqualTo(rule.judge(tokens, Stage.ENDED));
        assertThat(rule.judge(tokens, Stage.GROWING)).isEqualTo(Verdict.UNDECIDED);
    }

    private static Candidate edge() {
        return candidate("edge", "small", Tier.DEVICE, NodeState.ready(0));
    }

    private static Candidate cloud() {
        return candidate("cloud", "large", Tier.CLOUD, NodeState.ready(0));
    }

    private static Candidate candidate(String backend, String model, Tier tier, NodeState node) {
        return candidate(backend, model, tier, node, "r1");
    }

    private static Candidate candidate(
            String backend, String model, Tier tier, NodeState node, String revision) {
        boolean device = tier == Tier.DEVICE;
        return new Candidate(
                backend,
                new ModelProfile(
                        model,
                        tier,
                        4_096,
                        EnumSet.allOf(Ability.class),
                        device ? Prices.FREE : new Prices(1_000_000, 10_000_000, "a test"),
                        new OperatingCost.None(),
                        new EnergyProfile(0, 0, "none"),
                        device ? 0.6 : 0.9,
                        revision),
                node);
    }
}
