package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticFitTest {

    @Test
    void withoutTermsOnlyTheShareOfGoodOnesIsLearnt() {
        double[] fit = fit(List.of(Terms.NONE, Terms.NONE, Terms.NONE, Terms.NONE), 1, 1, 1, 0);

        assertThat(fit).hasSize(1);
        assertThat(fit[0]).isCloseTo(Math.log(3), within(1e-3));
    }

    /// At the minimum `penalty * weight = sum of (good - p) * value`, and the errors sum to zero.
    @Test
    void theGradientVanishesAtTheFit() {
        var random = new Random(3);
        List<Terms> prompts =
                IntStream.range(0, 200)
                        .mapToObj(_ -> Terms.of(random.ints(6, 0, 30).toArray()))
                        .toList();
        double[] good = random.doubles(200).map(Math::round).toArray();
        SparseRows rows = SparseRows.of(prompts, TermWeights.of(prompts));

        double[] fit = LogisticFit.of(rows, good, ones(200), 3);
        double[] scores = rows.times(fit);
        double[] errors = new double[200];
        Arrays.setAll(errors, i -> good[i] - Logistic.sigmoid(scores[i]));
        double[] pull = rows.transposedTimes(errors);

        for (int column = 0; column < rows.columns(); column++) {
            assertThat(pull[column]).isCloseTo(3 * fit[column], within(1e-2));
        }
        assertThat(pull[rows.columns()]).isCloseTo(0, within(1e-2));
    }

    @Test
    void rowsThatCountNothingTeachNothing() {
        List<Terms> prompts = List.of(Terms.of(1), Terms.of(1), Terms.of(2), Terms.of(2));
        SparseRows rows = SparseRows.of(prompts, TermWeights.of(prompts));

        double[] first =
                LogisticFit.of(rows, new double[] {1, 0, 0, 0}, new double[] {1, 1, 1, 0}, 1);
        double[] second =
                LogisticFit.of(rows, new double[] {1, 0, 0, 1}, new double[] {1, 1, 1, 0}, 1);

        assertThat(first).isEqualTo(second);
    }

    private static double[] fit(List<Terms> prompts, double... good) {
        SparseRows rows = SparseRows.of(prompts, TermWeights.of(prompts));
        return LogisticFit.of(rows, good, ones(good.length), 1);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
