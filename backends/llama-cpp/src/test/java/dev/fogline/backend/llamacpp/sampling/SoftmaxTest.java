package dev.fogline.backend.llamacpp.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void givesTheMostProbableTokenOne() {
        assertThat(new Softmax(2).weights(new float[] {3, 3}, 3, 1)).containsExactly(1, 1);
    }

    @Test
    void isCloseToTheExponential() {
        for (float x = 0; x > -40; x -= 0.001f) {
            float weight = new Softmax(1).weights(new float[] {x}, 0, 1)[0];
            assertThat(weight / Math.exp(x)).isCloseTo(1, within(3e-5));
        }
    }

    @Test
    void addsExponentialsWithoutOverflow() {
        assertThat(new Softmax(2).logSumExp(new float[] {1000, 1000}, 1000))
                .isCloseTo(1000 + Math.log(2), within(1e-6));
    }

    @Test
    void ignoresImpossibleTokens() {
        assertThat(new Softmax(2).logSumExp(new float[] {5, Float.NEGATIVE_INFINITY}, 5))
                .isCloseTo(5, within(1e-6));
    }
}
