package dev.fogline.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the nouns of a decision refuse, word for word.
class RecordsTest {

    private static final Spread ONE = Spread.exactly(1);
    private static final EnergyProfile UNMETERED = new EnergyProfile(0, 0, "assumed");

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.3, Double.NaN})
    void estimateRefusesAQualityThatIsNoProbability(double quality) {
        refused(
                "quality " + quality + " not in [0, 1]",
                () -> new Estimate(ONE, ONE, ONE, ONE, quality));
    }

    @Test
    void modelProfileRefusesAnEmptyContextAndAnImpossiblePrior() {
        refused("contextTokens 0 below 1 or qualityPrior 0.5 not in [0, 1]", () -> profile(0, 0.5));
        refused("contextTokens 8 below 1 or qualityPrior 1.5 not in [0, 1]", () -> profile(8, 1.5));
    }

    @Test
    void nodeStateRefusesNegativeLoad() {
        String free = "unreadTokens 0, decodeTokensPerSecond 0.0, kvUse 0.0";
        refused(
                "slots 0, running 0, queued 0, " + free + ", rttMillis 0.0",
                () -> state(0, 0, 0, 0));
        refused(
                "slots 1, running -1, queued 0, " + free + ", rttMillis 0.0",
                () -> state(1, -1, 0, 0));
        refused(
                "slots 1, running 0, queued -1, " + free + ", rttMillis 0.0",
                () -> state(1, 0, -1, 0));
        refused(
                "slots 1, running 0, queued 0, " + free + ", rttMillis NaN",
                () -> state(1, 0, 0, Double.NaN));
        refused(
                "slots 1, running 0, queued 0, unreadTokens -1, decodeTokensPerSecond 0.0, kvUse 0.0,"
                        + " rttMillis 0.0",
                () -> state(1, 0, 0, 0).reading(-1));
    }

    @Test
    void nodeStateRefusesAnImpossibleKvUse() {
        refused(
                "slots 1, running 0, queued 0, unreadTokens 0, decodeTokensPerSecond -1.0, kvUse 0.0, rttMillis 0.0",
                () -> new NodeState(Readiness.READY, 1, 0, 0, -1, 0, 0, 0));
        refused(
                "slots 1, running 0, queued 0, unreadTokens 0, decodeTokensPerSecond 0.0, kvUse 1.5, rttMillis 0.0",
                () -> new NodeState(Readiness.READY, 1, 0, 0, 0, 1.5, 0, 0));
    }

    @Test
    void energyProfileRefusesNegativeDraw() {
        refused(
                "busyWatts -1.0, joulesPerToken 0.0, gramsCo2PerKilowattHour 0.0",
                () -> new EnergyProfile(-1, 0, ""));
        refused(
                "busyWatts 0.0, joulesPerToken NaN, gramsCo2PerKilowattHour 0.0",
                () -> new EnergyProfile(0, Double.NaN, ""));
        refused(
                "busyWatts 0.0, joulesPerToken 0.0, gramsCo2PerKilowattHour -1.0",
                () -> new EnergyProfile(0, 0, -1, ""));
    }

    @Test
    void servedModelNeedsANameAndAContext() {
        refused("model ' ' with a context of 8", () -> new ServedModel(" ", 8, Set.of()));
        refused("model 'm' with a context of 0", () -> new ServedModel("m", 0, Set.of()));
    }

    @Test
    void routesAndRankingsNeedAnOption() {
        refused(
                "a route needs an option",
                () -> new Decision.Route(List.of(), "p", "r", List.of(), 0));
        refused("a ranking must not be empty", () -> new Policy.Ranking(List.of(), "r"));
    }

    @Test
    void anAnswerGivenAgainIsFromThePast() {
        var origin = new Option.Single(candidate(), new Estimate(ONE, ONE, ONE, ONE, 1));
        refused(
                "age PT-1S below 0",
                () -> new Decision.Replay(origin, Duration.ofSeconds(-1), "p", 0));
    }

    @Test
    void aCandidateIsRuledOutForAReason() {
        refused(
                "nothing speaks against edge/m",
                () -> new Assessment.RuledOut(candidate(), List.of()));
    }

    @Test
    void keepsItsOwnCopyOfAList() {
        var attempts = new ArrayList<Attempt>();
        var outcome = new Outcome.Failed(Fault.of(FaultKind.TIMEOUT, "late"), attempts);

        attempts.add(
                new Attempt.Failed(
                        new Option.Single(candidate(), new Estimate(ONE, ONE, ONE, ONE, 1)),
                        Fault.of(FaultKind.TIMEOUT, "late"),
                        1,
                        0));

        assertThat(outcome.attempts()).isEmpty();
    }

    @Test
    void aCandidateIsNamedByBackendAndModel() {
        assertThat(candidate().key()).isEqualTo("edge/m");
    }

    private static Candidate candidate() {
        return new Candidate("edge", profile(8, 0.5), NodeState.ready(0));
    }

    private static ModelProfile profile(int contextTokens, double qualityPrior) {
        return new ModelProfile(
                "m", Tier.DEVICE, contextTokens, Set.of(), Prices.FREE, UNMETERED, qualityPrior);
    }

    private static NodeState state(int slots, int running, int queued, double rttMillis) {
        return new NodeState(Readiness.READY, slots, running, queued, 0, 0, rttMillis, 0);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
