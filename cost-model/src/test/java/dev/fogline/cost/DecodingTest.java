package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// 10 ms between tokens, a tenth more for each request in the batch.
class DecodingTest {

    private static final Decoding ASSUMED = Decoding.assumed(10, 0.1);

    @Test
    void eachTokenAfterTheFirstTakesAStep() {
        assertThat(ASSUMED.millis(new Tokens(50, 0, 31), running(0))).isCloseTo(300, within(1e-9));
        assertThat(ASSUMED.millis(new Tokens(50, 0, 31), running(5))).isCloseTo(450, within(1e-9));
        assertThat(ASSUMED.millis(new Tokens(50, 0, 1), running(0))).isZero();
    }

    @Test
    void anAnswerOfOneTokenTeachesNothing() {
        assertThat(ASSUMED.learn(new Tokens(50, 0, 1), running(0), 0, 0)).isSameAs(ASSUMED);
    }

    @Test
    void learnsStepBatchAndContext() {
        Decoding decoding = ASSUMED;
        for (int i = 0; i < 1_000; i++) {
            Tokens tokens = new Tokens(10 + i * 31 % 900, 0, 5 + i * 17 % 60);
            Occupancy node = running(i % 4);
            double step = 4 + node.running() + 0.01 * tokens.context();
            decoding = decoding.learn(tokens, node, 2 + step * tokens.following(), 0);
        }

        var answer = new Tokens(100, 0, 41);
        assertThat(decoding.millis(answer, running(0)))
                .isCloseTo(2 + 40 * (4 + 1.2), Percentage.withPercentage(2));
        assertThat(decoding.millis(answer, running(3)))
                .isCloseTo(2 + 40 * (7 + 1.2), Percentage.withPercentage(2));
        assertThat(decoding.millis(new Tokens(800, 0, 41), running(0)))
                .isCloseTo(2 + 40 * (4 + 8.2), Percentage.withPercentage(3));
    }

    @Test
    void whatCameTogetherTeachesLessThanWhatCameApart() {
        var answer = new Tokens(50, 0, 31);
        Decoding known = ASSUMED.learn(answer, running(0), 300, 31);

        double apart = known.learn(answer, running(0), 150, 31).millis(answer, running(0));
        double together = known.learn(answer, running(0), 150, 1).millis(answer, running(0));
        double uncounted = known.learn(answer, running(0), 150, 0).millis(answer, running(0));

        assertThat(together).isBetween(240.0, 300.0);
        assertThat(apart).isLessThan(220).isEqualTo(uncounted);
    }

    private static Occupancy running(int running) {
        return new Occupancy(running, 0, 0, 0, false, OptionalDouble.empty());
    }
}
