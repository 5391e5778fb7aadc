package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.untaught;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Assessment;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Half a dollar a day, two hours before midnight.
class AllowanceTest {

    private static final long HALF_USD = 500_000_000;
    private static final String SPENT =
            "alice's budget of 0.5 USD for today is spent (0.5000001);"
                    + " the next day begins at 2026-11-26T00:00:00Z (UTC midnight)";

    private final InferenceRequest hello = request("hello");

    @Test
    void objectsToWhatCostsMoneyOnceTheBudgetIsSpent() {
        assertThat(objection(spent(HALF_USD + 100), cloud()))
                .hasValue(
                        new Objection(
                                "budget",
                                FaultKind.BUDGET_SPENT,
                                SPENT,
                                Optional.of(Duration.ofHours(2))));
        assertThat(objection(spent(HALF_USD), cloud())).isPresent();
        assertThat(objection(spent(HALF_USD - 1), cloud())).isEmpty();
    }

    @Test
    void whatIsFreeIsNeverHeldUp() {
        assertThat(objection(spent(HALF_USD + 100), edge())).isEmpty();
    }

    @Test
    void whatHasAnUnknownPriceIsNotTakenForFree() {
        Candidate cloud = cloud();
        var model = cloud.model();
        var unknown =
                new ModelProfile(
                        model.name(),
                        model.tier(),
                        model.contextTokens(),
                        model.abilities(),
                        Prices.unknown("no such model"),
                        model.energy(),
                        model.qualityPrior());

        assertThat(
                        objection(
                                spent(HALF_USD),
                                new Candidate(cloud.backend(), unknown, cloud.node())))
                .isPresent();
    }

    @Test
    void aBudgetOfNothingIsSpentFromTheStart() {
        var nothing = new Allowance("alice", 0, 0, now());

        assertThat(objection(nothing, cloud()).orElseThrow().reason())
                .startsWith("alice's budget of 0 USD for today is spent (0);");
    }

    @Test
    void aRequestGoesToTheDeviceInsteadOfFailing() {
        var route = (Decision.Route) decide(spent(HALF_USD + 100), edge(), cloud());

        assertThat(route.order())
                .extracting(option -> ((Option.Single) option).candidate().key())
                .containsExactly("edge/small");
        assertThat(route.assessments().getLast()).isInstanceOf(Assessment.RuledOut.class);
    }

    @Test
    void theRefusalSaysTheBudgetWhereNoFreeCandidateMayAnswer() {
        var refusal =
                (Decision.Refuse) decide(spent(HALF_USD + 100), edge(NodeState.down(0)), cloud());

        assertThat(refusal.fault())
                .isEqualTo(
                        new Fault(
                                FaultKind.BUDGET_SPENT,
                                "cloud/large: " + SPENT,
                                Optional.of(Duration.ofHours(2))));
    }

    @Test
    void aClientIsToldWholeSeconds() {
        var late = new Allowance("alice", 1, 0, Instant.parse("2026-11-25T23:59:58.001Z"));

        assertThat(late.untilReset()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void tenantsWithoutABudgetOfTheirOwnHaveTheDefault() {
        var budgets = new Budgets(Map.of("alice", 5L, Budgets.DEFAULT, 3L));

        assertThat(budgets.of("alice")).isEqualTo(5);
        assertThat(budgets.of("bob")).isEqualTo(3);
        assertThat(Budgets.NONE.of("bob")).isEqualTo(Budgets.UNLIMITED);
    }

    private Optional<Objection> objection(Allowance allowance, Candidate candidate) {
        return allowance.objection(hello, new Extraction().of(hello), candidate, 0);
    }

    private Decision decide(Allowance allowance, Candidate... candidates) {
        return new Decider(Constraints.builtIn(Set.of()), NamedPolicy.balanced(Limits.DEFAULT))
                .and(allowance)
                .decide(
                        hello,
                        new Extraction().of(hello),
                        List.of(candidates),
                        new Learned(untaught(), 0),
                        0);
    }

    private static Allowance spent(long nanoUsd) {
        return new Allowance("alice", nanoUsd, HALF_USD, now());
    }

    private static Instant now() {
        return Instant.parse("2026-11-25T22:00:00Z");
    }
}
