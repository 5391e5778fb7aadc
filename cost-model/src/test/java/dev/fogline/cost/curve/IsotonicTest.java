package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IsotonicTest {

    private static final double[] EVEN = {1, 1, 1, 1};

    @Test
    void whatNeverFallsStaysAsItIs() {
        assertThat(nearest(1, 2, 2, 5)).containsExactly(1, 2, 2, 5);
    }

    @Test
    void neighboursInTheWrongOrderAreAveraged() {
        assertThat(nearest(1, 4, 2, 5)).containsExactly(1, 3, 3, 5);
    }

    @Test
    void anAverageBelowItsNeighbourTakesItIn() {
        assertThat(nearest(3, 4, 0, 5)).containsExactly(7 / 3.0, 7 / 3.0, 7 / 3.0, 5);
    }

    @Test
    void heavierValuesPullMore() {
        assertThat(Isotonic.nearest(new double[] {4, 1}, new double[] {1, 2}))
                .containsExactly(2, 2);
    }

    private static double[] nearest(double... values) {
        return Isotonic.nearest(values, EVEN);
    }
}
