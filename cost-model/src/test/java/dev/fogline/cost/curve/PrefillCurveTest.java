package dev.fogline.cost.curve;

import static dev.fogline.cost.curve.Measurements.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrefillCurveTest {

    /// Of two workloads of equal tokens, one of which takes twice as long: (ln 2)²/2 over that and
    /// 1/2.
    private static final double SLOPE = 0.24022651 / 0.74022651;

    @Test
    void followsTheTokensInAll() {
        var curve =
                PrefillCurve.through(
                        List.of(timed(512, 1, 60), timed(1024, 1, 100), timed(2048, 1, 200)));

        assertThat(curve.millis(new Workload(1024, 1))).isEqualTo(100);
        assertThat(curve.millis(new Workload(512, 2))).isEqualTo(100);
        assertThat(curve.millis(new Workload(128, 8))).isEqualTo(100);
    }

    @Test
    void manyPromptsMayTakeLongerThanOneOfAsManyTokens() {
        var curve = PrefillCurve.through(List.of(timed(1024, 1, 100), timed(512, 2, 200)));

        // slope: (ln 2)²/2 over (ln 2)²/2 + 0.5; level: the mean of 100 and of 200 without the
        // slope
        double level = 100 * Math.sqrt(2 / Math.pow(2, SLOPE));
        assertThat(curve.millis(new Workload(1024, 1))).isCloseTo(level, within(1e-4));
        assertThat(curve.millis(new Workload(512, 2)))
                .isCloseTo(level * Math.pow(2, SLOPE), within(1e-4));
    }

    @Test
    void oneLongPromptMayTakeLongerThanManyShortOnes() {
        var curve =
                PrefillCurve.through(
                        List.of(timed(512, 1, 50), timed(1024, 1, 200), timed(512, 2, 100)));

        assertThat(curve.millis(new Workload(1024, 1)) / curve.millis(new Workload(512, 2)))
                .isCloseTo(Math.pow(2, SLOPE), within(1e-6));
    }

    @Test
    void aLargerBatchNeverTakesLessThanASmallerOne() {
        // the tilt alone would say 92 ms for two prompts
        var curve =
                PrefillCurve.through(
                        List.of(timed(512, 1, 100), timed(1024, 1, 120), timed(512, 2, 80)));

        assertThat(curve.millis(new Workload(512, 2))).isEqualTo(100);
    }

    @Test
    void saysWhereItExtrapolates() {
        var curve = PrefillCurve.through(List.of(timed(512, 1, 60), timed(512, 4, 200)));

        assertThat(curve.position(new Workload(1024, 2))).isEqualTo(Position.INSIDE);
        assertThat(curve.position(new Workload(1024, 4))).isEqualTo(Position.ABOVE);
        assertThat(curve.position(new Workload(128, 2))).isEqualTo(Position.BELOW);
    }

    @Property(tries = 300, seed = "1")
    void neverFallsWithTokensOrBatch(
            @ForAll("measured") List<TimedWorkload> measured,
            @ForAll @IntRange(min = 1, max = 10_000) int prompt,
            @ForAll @IntRange(min = 1, max = 100) int batch,
            @ForAll @IntRange(max = 10_000) int morePrompt,
            @ForAll @IntRange(max = 100) int moreBatch) {
        var curve = PrefillCurve.through(measured);
        double less = curve.millis(new Workload(prompt, batch));

        assertThat(less).isFinite().isPositive();
        assertThat(curve.millis(new Workload(prompt + morePrompt, batch + moreBatch)))
                .isGreaterThanOrEqualTo(less * (1 - 1e-12));
    }

    @Provide
    Arbitrary<List<TimedWorkload>> measured() {
        return Measurements.any().list().ofMinSize(1).ofMaxSize(12);
    }
}
