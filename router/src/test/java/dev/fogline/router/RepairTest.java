package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.option;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.Repair.Standing;
import dev.fogline.router.Repair.Step;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The plan is `edge/small`, then `cloud/large`; waits are those of the middle of their spread.
class RepairTest {

    private static final Option.Single FIRST = option(edge());
    private static final Option.Single SECOND = option(cloud());
    private static final List<Option.Single> BOTH = List.of(FIRST, SECOND);
    private static final Standing USUAL =
            new Standing(option -> true, option -> Duration.ZERO, option -> true);

    private final Repair repair = new Repair(4, Duration.ofSeconds(5), new Backoff(() -> 0.5));

    @Test
    void aFaultThatLooksMomentaryIsTriedOnceMore() {
        assertThat(after(BOTH, USUAL, failed(FIRST, FaultKind.UNAVAILABLE)))
                .contains(new Step(FIRST, Duration.ofMillis(50)));
        assertThat(
                        after(
                                BOTH,
                                USUAL,
                                failed(FIRST, FaultKind.UNAVAILABLE),
                                failed(FIRST, FaultKind.UNAVAILABLE)))
                .contains(new Step(SECOND, Duration.ZERO));
    }

    @Test
    void notWhereTheBackendIsKnownToBeDown() {
        var down = new Standing(option -> false, option -> Duration.ZERO, option -> true);

        assertThat(after(BOTH, down, failed(FIRST, FaultKind.UNAVAILABLE)))
                .contains(new Step(SECOND, Duration.ZERO));
        assertThat(after(List.of(FIRST), down, failed(FIRST, FaultKind.UNAVAILABLE))).isEmpty();
    }

    @Test
    void notWhereTheBudgetIsSpent() {
        var spent = new Standing(option -> true, option -> Duration.ZERO, option -> false);

        assertThat(after(BOTH, spent, failed(FIRST, FaultKind.UNAVAILABLE)))
                .contains(new Step(SECOND, Duration.ZERO));
        assertThat(after(List.of(FIRST), spent, failed(FIRST, FaultKind.OVERLOADED))).isEmpty();
    }

    @Test
    void overloadIsNotWaitedForWhileSomebodyIsFree() {
        assertThat(after(BOTH, USUAL, asking(FIRST, 2))).contains(new Step(SECOND, Duration.ZERO));
    }

    @Test
    void overloadIsWaitedForWhereNobodyElseIs() {
        List<Option.Single> alone = List.of(FIRST);
        Attempt.Failed full = failed(FIRST, FaultKind.OVERLOADED);

        assertThat(after(alone, USUAL, full)).contains(new Step(FIRST, Duration.ofMillis(500)));
        assertThat(after(alone, USUAL, full, full))
                .contains(new Step(FIRST, Duration.ofSeconds(1)));
        assertThat(after(alone, USUAL, full, full, full))
                .contains(new Step(FIRST, Duration.ofSeconds(2)));
        assertThat(after(alone, USUAL, full, full, full, full)).isEmpty();
    }

    @Test
    void aBackendIsLeftAloneAsLongAsItAsks() {
        assertThat(after(List.of(FIRST), resting(FIRST, 2), asking(FIRST, 2)))
                .contains(new Step(FIRST, Duration.ofSeconds(2)));
    }

    @Test
    void nobodyWaitsLongerThanTheLimit() {
        assertThat(after(List.of(FIRST), resting(FIRST, 6), asking(FIRST, 6))).isEmpty();
    }

    @Test
    void anOptionThatRestsIsPassedOverUntilItsTimeComes() {
        assertThat(after(BOTH, resting(SECOND, 3), failed(FIRST, FaultKind.TIMEOUT)))
                .contains(new Step(SECOND, Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "TIMEOUT",
                "CONTEXT_EXCEEDED",
                "UNKNOWN_MODEL",
                "UNSUPPORTED",
                "UNAUTHORIZED",
                "INTERNAL"
            })
    void whatWouldEndTheSameWayIsNotAskedAgain(FaultKind kind) {
        assertThat(after(BOTH, USUAL, failed(FIRST, kind)))
                .contains(new Step(SECOND, Duration.ZERO));
        assertThat(after(List.of(FIRST), USUAL, failed(FIRST, kind))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"INVALID_REQUEST", "CONTENT_REFUSED"})
    void nobodyElseAnswersWhatWasRefused(FaultKind kind) {
        assertThat(after(BOTH, USUAL, failed(FIRST, kind))).isEmpty();
    }

    @Test
    void endsWithTheLastAttempt() {
        var strict = new Repair(1, Duration.ofSeconds(5), new Backoff(() -> 0.5));

        assertThat(strict.after(BOTH, List.of(failed(FIRST, FaultKind.TIMEOUT)), USUAL)).isEmpty();
    }

    private Optional<Step> after(
            List<Option.Single> order, Standing standing, Attempt.Failed... attempts) {
        return repair.after(order, List.of(attempts), standing);
    }

    private static Attempt.Failed failed(Option.Single option, FaultKind kind) {
        return new Attempt.Failed(option, Fault.of(kind, "no"), 1, 0);
    }

    private static Attempt.Failed asking(Option.Single option, int seconds) {
        var fault = new Fault(FaultKind.OVERLOADED, "no", Optional.of(Duration.ofSeconds(seconds)));
        return new Attempt.Failed(option, fault, 1, 0);
    }

    private static Standing resting(Option.Single who, int seconds) {
        return new Standing(
                option -> true,
                option -> option.equals(who) ? Duration.ofSeconds(seconds) : Duration.ZERO,
                option -> true);
    }
}
