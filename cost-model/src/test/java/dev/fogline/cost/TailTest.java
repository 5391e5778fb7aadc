package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTest {

    @Test
    void beginsAtTheAssumedQuantile() {
        // rank ceil(20 * 0.95) = 19 of 19
        assertThat(Tail.assumed(0.5).end()).isCloseTo(0.5 * 1.6449, within(1e-12));
    }

    @Test
    void nineteenScoresReplaceAllThatWasAssumed() {
        Tail tail = Tail.assumed(0.5);
        for (int i = 1; i <= 19; i++) {
            tail = tail.learn(i / 1_000.0);
        }

        assertThat(tail.end()).isEqualTo(0.019);
    }

    @Test
    void isTheRankedScoreOfTheLast128() {
        Tail tail = Tail.assumed(0);
        for (int i = 0; i < 1_000; i++) {
            tail = tail.learn(i % 100 / 100.0);
        }

        // rank ceil(129 * 0.95) = 123 of 128, in which 28 values stand twice; the share has moved
        assertThat(tail.end()).isBetween(0.9, 0.99);
    }

    @Test
    void oneInTwentyLiesBeyondInTheLongRun() {
        assertThat(missed(new Random(1), 0)).isCloseTo(0.05, within(0.01));
    }

    @Test
    void alsoWhereTheScoresGrowAllTheTime() {
        assertThat(missed(new Random(2), 0.001)).isCloseTo(0.05, within(0.02));
    }

    private static double missed(Random random, double growth) {
        Tail tail = Tail.assumed(1);
        int missed = 0;
        int scores = 5_000;
        for (int i = 0; i < scores; i++) {
            double score = random.nextGaussian() + growth * i;
            missed += score > tail.end() ? 1 : 0;
            tail = tail.learn(score);
        }
        return (double) missed / scores;
    }
}
