package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Terms;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineHeadTest {

    private static final Terms FOUR = Terms.of(1, 2, 3, 4);

    @Test
    void knowsNothingOfItsOwn() {
        assertThat(OnlineHead.UNTAUGHT.corrected(0.999, FOUR)).isEqualTo(0.999);
    }

    /// By hand: the error is 0.5 - 1 = -0.5; each of four terms has the value 1/2, the gradient
    /// -0.25 and the step 0.05 * 0.25 / sqrt(0.0001 + 0.0625) = 0.0499600480; their sum times 1/2
    /// is 0.0999200959; the bias moves by 0.05 * 0.5 / sqrt(1 + 0.25) = 0.0223606798.
    @Test
    void aGradeMovesEveryTermAndTheBias() {
        OnlineHead head = OnlineHead.UNTAUGHT.learn(0.5, FOUR, 1, 1);

        assertThat(head.corrected(0.5, FOUR))
                .isCloseTo(1 / (1 + Math.exp(-0.1222807757)), within(1e-7));
        assertThat(head.corrected(0.5, Terms.of(9)))
                .isCloseTo(1 / (1 + Math.exp(-0.0223606798)), within(1e-9));
        assertThat(head.grades()).isEqualTo(1);
    }

    @Test
    void aGradeThatCameTrueAsExpectedMovesNothing() {
        OnlineHead head = OnlineHead.UNTAUGHT.learn(0.7, FOUR, 0.7, 1);

        assertThat(head.corrected(0.4, FOUR)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void followsATopicThatTurnsAfterAThousandGrades() {
        Terms prompt = Terms.of(IntStream.range(0, 300).toArray());
        OnlineHead head = OnlineHead.UNTAUGHT;
        for (int i = 0; i < 1_000; i++) {
            head = head.learn(0.5, prompt, 1, 1);
        }
        assertThat(head.corrected(0.5, prompt)).isGreaterThan(0.9);
        int needed = 0;
        while (head.corrected(0.5, prompt) > 0.5) {
            head = head.learn(0.5, prompt, 0, 1);
            needed++;
        }

        assertThat(needed).isBetween(5, 100);
    }

    @Test
    void isSavedToTheLastBit() {
        OnlineHead head =
                OnlineHead.UNTAUGHT
                        .learn(0.3, FOUR, 1, 3.5)
                        .learn(0.9, Terms.of(4, 70_000, Terms.BUCKETS - 1), 0, 1);
        var out = new BytesOut();
        head.write(out);

        OnlineHead again = OnlineHead.read(new BytesIn(out.all()));

        var second = new BytesOut();
        again.write(second);
        assertThat(second.all()).isEqualTo(out.all());
        assertThat(again.corrected(0.3, FOUR)).isEqualTo(head.corrected(0.3, FOUR));
    }
}
