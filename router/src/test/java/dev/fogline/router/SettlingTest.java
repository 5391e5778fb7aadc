package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.SimulatedCrowd.Second;
import dev.fogline.router.SimulatedCrowd.Way;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty edges, one pool, load stepped up to four fifths of what pool and devices can do together,
/// and down again: whether it settles within half of a phase of a minute.
///
/// The pool holds 64 requests. Where everybody is best served it runs 30 to 45 of them in the
/// second phase, as arrivals have it, and devices answer a sixth of the requests.
class SettlingTest {

    private static final double[] LEVELS = {0.3, 1.6, 0.3};
    private static final int PHASE = 60;

    /// What a wrong place costs on top, on average, of what the right one does.
    private static final double LITTLE = 0.05;

    /// More run in the pool than is good for anybody.
    private static final double CROWDED = 47;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withABeaconLoadAndDecisionsSettle(long seed) {
        List<Second> equal = run(new Way(1, true, true, true), seed);
        List<Second> different = run(new Way(1, true, true, false), seed);

        for (List<Second> seconds : List.of(equal, different)) {
            List<Second> high = settled(seconds, 1);
            assertThat(mean(high, Second::regret)).isLessThan(LITTLE);
            assertThat(mean(high, Second::load)).isBetween(24.0, CROWDED);
            assertThat(mean(high, Second::share)).isBetween(0.75, 0.92);
            List<Second> low = settled(seconds, 2);
            assertThat(mean(low, Second::regret)).isLessThan(LITTLE);
            assertThat(mean(low, Second::share)).isGreaterThan(0.97);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withoutOneTheyDoNot(long seed) {
        List<Second> high = settled(run(new Way(0, false, false, false), seed), 1);

        assertThat(mean(high, Second::regret)).isGreaterThan(3 * LITTLE);
        assertThat(mean(high, Second::load)).isGreaterThan(CROWDED);
        assertThat(swing(high, Second::load)).isGreaterThan(20);
    }

    /// A rare beacon that everybody follows alike is worse than a frequent one that is spread.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aHerdLosesMoreThanAScatteredCrowd(long seed) {
        List<Second> herd = settled(run(new Way(5, false, false, true), seed), 1);
        List<Second> scattered = settled(run(new Way(5, true, true, true), seed), 1);

        assertThat(mean(herd, Second::regret)).isGreaterThan(mean(scattered, Second::regret));
    }

    private static List<Second> run(Way way, long seed) {
        return SimulatedCrowd.run(way, LEVELS, PHASE, seed);
    }

    /// The second half of a phase.
    private static List<Second> settled(List<Second> seconds, int phase) {
        return seconds.subList(phase * PHASE + PHASE / 2, (phase + 1) * PHASE);
    }

    private static double mean(List<Second> seconds, ToDoubleFunction<Second> figure) {
        return seconds.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElseThrow();
    }

    private static double swing(List<Second> seconds, ToDoubleFunction<Second> figure) {
        var all = seconds.stream().mapToDouble(figure).summaryStatistics();
        return all.getMax() - all.getMin();
    }
}
