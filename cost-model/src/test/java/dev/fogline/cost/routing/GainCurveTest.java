package dev.fogline.cost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GainCurveTest {

    /// By descending score the gains are 1, 0, 1, -1, so the curve is 0, 1, 1, 2, 1.
    private static final List<Routed> FOUR =
            List.of(
                    new Routed(1, 0, 1),
                    new Routed(0, 1, 4),
                    new Routed(0, 1, 2),
                    new Routed(1, 1, 3));

    @Test
    void areaIsTheMeanOfTheTrapezia() {
        // (0 + 1) / 2, (1 + 1) / 2, (1 + 2) / 2, (2 + 1) / 2, over four
        assertThat(curve(FOUR).area()).isEqualTo(1.125);
    }

    @Test
    void shareForIsWhereTheCurveFirstReachesTheGain() {
        assertThat(curve(FOUR).shareFor(0)).isZero();
        assertThat(curve(FOUR).shareFor(0.5)).isEqualTo(0.25);
        assertThat(curve(FOUR).shareFor(1)).isEqualTo(0.25);
    }

    @Test
    void aRouterAndItsOppositeSumToOne() {
        var opposite = FOUR.stream().map(each -> each.scored(-each.score())).toList();

        assertThat(curve(opposite).area()).isCloseTo(1 - 1.125, within(1e-12));
    }

    @Test
    void equalScoresAreRandomRouting() {
        var equal = FOUR.stream().map(each -> each.scored(0)).toList();
        var random = new Random(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += GainCurve.of(equal, random).area();
        }

        assertThat(sum / 10_000).isCloseTo(0.5, within(0.02));
    }

    @Test
    void refusesAPairWithoutGain() {
        assertThatThrownBy(() -> curve(List.of(new Routed(1, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the strong model is not better than the weak one over these 1 questions");
    }

    @Test
    void figuresHoldTheAreaWithinItsInterval() {
        var many = new ArrayList<Routed>();
        for (int i = 0; i < 400; i++) {
            many.add(new Routed(i % 3 == 0 ? 0 : 1, 1, i % 2 == 0 ? 1 : 0));
        }
        CurveFigures figures = CurveFigures.of(many, new Random(1));

        // scores tell nothing of the gain
        assertThat(figures.area()).isCloseTo(0.5, within(0.02));
        assertThat(figures.low()).isBetween(0.40, 0.48);
        assertThat(figures.high()).isBetween(0.52, 0.60);
        assertThat(figures.shareForHalf()).isCloseTo(0.5, within(0.05));
        assertThat(figures.shareForMost()).isCloseTo(0.8, within(0.05));
    }

    @Test
    void aPerfectRouterNeedsNoMoreThanTheGainfulShare() {
        var many = new ArrayList<Routed>();
        for (int i = 0; i < 100; i++) {
            many.add(new Routed(i < 10 ? 0 : 1, 1, i < 10 ? 1 : 0));
        }
        CurveFigures figures = CurveFigures.of(many, new Random(1));

        // rises by a tenth for each of ten questions, then stays: (10 * 0.5 + 90) / 100
        assertThat(figures.area()).isCloseTo(0.95, within(1e-12));
        assertThat(figures.shareForHalf()).isCloseTo(0.05, within(1e-12));
        assertThat(figures.shareForMost()).isCloseTo(0.08, within(1e-12));
    }

    private static GainCurve curve(List<Routed> routed) {
        return GainCurve.of(routed, new Random(1));
    }
}
