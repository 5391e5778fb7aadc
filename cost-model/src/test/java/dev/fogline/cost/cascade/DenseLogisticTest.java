package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.Logistic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseLogisticTest {

    /// With so many rows the penalty is nothing: the odds of both groups are met.
    @Test
    void meetsTheOddsOfTwoGroups() {
        var rows = new ArrayList<double[]>();
        double[] good = new double[4_000];
        for (int i = 0; i < good.length; i++) {
            boolean second = i % 2 == 1;
            rows.add(new double[] {second ? 3 : 1});
            good[i] = i % 20 < (second ? 16 : 4) ? 1 : 0; // see below
        }

        double[] weights = DenseLogistic.of(rows, good);

        // of the even ones i % 20 in {0, 2}: 2 of 10; of the odd ones {1, 3, ..., 15}: 8 of 10
        assertThat(Logistic.sigmoid(weights[1] + weights[0])).isCloseTo(0.2, within(2e-3));
        assertThat(Logistic.sigmoid(weights[1] + 3 * weights[0])).isCloseTo(0.8, within(2e-3));
    }

    @Test
    void theUnitOfAColumnDoesNotMatter() {
        List<double[]> rows = List.of(row(1), row(2), row(3), row(5));
        List<double[]> thousandths = List.of(row(1e-3), row(2e-3), row(3e-3), row(5e-3));
        double[] good = {0, 1, 0, 1};

        double[] weights = DenseLogistic.of(rows, good);
        double[] others = DenseLogistic.of(thousandths, good);

        assertThat(others[0]).isCloseTo(1_000 * weights[0], within(1e-6));
        assertThat(others[1]).isCloseTo(weights[1], within(1e-9));
    }

    @Test
    void aColumnThatNeverChangesWeighsNothing() {
        List<double[]> rows =
                List.of(new double[] {7, 0}, new double[] {7, 1}, new double[] {7, 2});

        assertThat(DenseLogistic.of(rows, new double[] {0, 1, 1})[0]).isZero();
    }

    @Test
    void whatIsAlwaysGoodIsNotCertain() {
        double[] weights =
                DenseLogistic.of(List.of(row(0), row(1), row(2)), new double[] {0, 0, 1});

        assertThat(weights).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(Logistic.sigmoid(weights[1] + 2 * weights[0])).isBetween(0.5, 0.95);
    }

    private static double[] row(double value) {
        return new double[] {value};
    }
}
