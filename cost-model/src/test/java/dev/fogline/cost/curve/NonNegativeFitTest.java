package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NonNegativeFitTest {

    private static final Offset<Double> CLOSE = within(1e-9);
    private static final double[][] LINE = {{1, 1}, {1, 2}, {1, 3}, {1, 4}};

    @Test
    void findsTheLineThatThePointsLieOn() {
        assertThat(NonNegativeFit.leastSquares(LINE, new double[] {5, 7, 9, 11}))
                .containsExactly(new double[] {3, 2}, CLOSE);
    }

    @Test
    void relativeErrorsCountNotAbsoluteOnes() {
        // a constant c for 1 and 3: (c - 1)² + (c/3 - 1)² is least at (1 + 1/3) / (1 + 1/9)
        assertThat(NonNegativeFit.leastSquares(new double[][] {{1}, {1}}, new double[] {1, 3}))
                .containsExactly(new double[] {1.2}, CLOSE);
    }

    @Test
    void aTermThatWouldBeNegativeIsLeftOut() {
        // through 4 and 2 at 1 and 2 falls the line 6 - 2x; the constant is (1/4 + 1/2) / (1/16 +
        // 1/4)
        assertThat(
                        NonNegativeFit.leastSquares(
                                new double[][] {{1, 1}, {1, 2}}, new double[] {4, 2}))
                .containsExactly(new double[] {2.4, 0}, CLOSE);
    }

    @Test
    void termsThatSayTheSameAreNoFault() {
        double[] found =
                NonNegativeFit.leastSquares(new double[][] {{1, 2}, {1, 2}}, new double[] {10, 10});

        assertThat(NonNegativeFit.dot(new double[] {1, 2}, found)).isCloseTo(10, CLOSE);
    }

    @Test
    void anOddPointMovesLeastAbsoluteErrorsLittle() {
        double[][] terms = {{1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}, {1, 6}};
        double[] measured = {5, 7, 18, 11, 13, 15};

        double[] found = NonNegativeFit.leastAbsolute(terms, measured);

        assertThat(NonNegativeFit.dot(terms[3], found)).isCloseTo(11, within(0.1));
        assertThat(NonNegativeFit.dot(terms[3], NonNegativeFit.leastSquares(terms, measured)))
                .isGreaterThan(11.3);
    }

    @Test
    void refusesTermsWithoutMeasurements() {
        assertThatThrownBy(() -> NonNegativeFit.leastSquares(LINE, new double[] {1}))
                .hasMessage("4 rows of terms for 1 measurements");
    }
}
