package dev.fogline.cost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.routing.CurveDifference.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveDifferenceTest {

    /// Of four questions the strong model is better in two.
    private static final List<Routed> PERFECT =
            List.of(
                    new Routed(0, 1, 4),
                    new Routed(0, 1, 3),
                    new Routed(1, 1, 2),
                    new Routed(1, 1, 1));

    private static final List<Routed> WORST =
            PERFECT.stream().map(one -> one.scored(-one.score())).toList();

    @Test
    void theAreasAreThoseOfTheGainCurve() {
        CurveDifference found = difference(new Router(PERFECT, 0), new Router(WORST, 0));

        // PGR 0, 1/2, 1, 1, 1 and 0, 0, 0, 1/2, 1
        assertThat(found.first()).isCloseTo(0.75, within(1e-12));
        assertThat(found.second()).isCloseTo(0.25, within(1e-12));
        assertThat(found.difference()).isCloseTo(0.5, within(1e-12));
    }

    /// A third is paid in vain: with the strong model's whole price three questions are sent.
    @Test
    void wasteIsPaidFor() {
        CurveDifference found =
                difference(new Router(PERFECT, 1 / 3.0), new Router(WORST, 1 / 3.0));

        assertThat(found.first()).isCloseTo((0.25 + 0.75 + 1) / 3, within(1e-12));
        assertThat(found.second()).isCloseTo(0.25 / 3, within(1e-12));
    }

    @Test
    void aRouterIsNoBetterThanItself() {
        CurveDifference found = difference(new Router(PERFECT, 0), new Router(PERFECT, 0));

        assertThat(found.difference()).isZero();
        assertThat(found.low()).isZero();
        assertThat(found.high()).isZero();
    }

    @Test
    void theIntervalHoldsTheDifferenceAndShrinksWithTheQuestions() {
        CurveDifference few = noisy(100);
        CurveDifference many = noisy(3_000);

        assertThat(many.difference()).isBetween(many.low(), many.high());
        assertThat(many.low()).isPositive();
        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    }

    @Test
    void withoutGainThereIsNothingToCompare() {
        var equal = new Router(List.of(new Routed(1, 1, 0)), 0);

        assertThatThrownBy(() -> difference(equal, equal))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CurveDifference noisy(int count) {
        var random = new Random(3);
        var better = new ArrayList<Routed>();
        var chance = new ArrayList<Routed>();
        for (int i = 0; i < count; i++) {
            double weak = random.nextDouble() < 0.6 ? 1 : 0;
            var one = new Routed(weak, 1, -weak + 2 * random.nextGaussian());
            better.add(one);
            chance.add(one.scored(random.nextDouble()));
        }
        return difference(new Router(better, 0), new Router(chance, 0));
    }

    private static CurveDifference difference(Router first, Router second) {
        return CurveDifference.of(first, second, new Random(1));
    }
}
