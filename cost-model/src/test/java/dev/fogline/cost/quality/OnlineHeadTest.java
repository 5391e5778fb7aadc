package dev.fogline.cost.quality;

import static dev.fogline.cost.quality.OnlineHead.UNTAUGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.OnlineHead.Weighed;
import dev.fogline.spi.request.Terms;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineHeadTest {

    private static final Terms FOUR = Terms.of(1, 2, 3, 4);
    private static final TermWeights NO_FIT = TermWeights.of(List.of());

    @Test
    void knowsNothingOfItsOwn() {
        assertThat(UNTAUGHT.corrected(0.999, FOUR, NO_FIT)).isEqualTo(0.999);
    }

    /// By hand: the error is 0.5 - 1 = -0.5; without a fit each of four terms has the value 1/2,
    /// the gradient -0.25 and the step 0.08 * 0.25 / sqrt(0.0001 + 0.0625) = 0.0799360767; their
    /// sum times 1/2 is 0.1598721534; the bias moves by 0.15 * 0.5 / sqrt(1 + 0.25) = 0.0670820393.
    @Test
    void aGradeMovesEveryTermAndTheBias() {
        OnlineHead head = UNTAUGHT.learn(0.5, FOUR, NO_FIT, new Weighed(1, 1));

        assertThat(head.corrected(0.5, FOUR, NO_FIT))
                .isCloseTo(1 / (1 + Math.exp(-0.2269541927)), within(1e-7));
        assertThat(head.corrected(0.5, Terms.of(9), NO_FIT))
                .isCloseTo(1 / (1 + Math.exp(-0.0670820393)), within(1e-9));
        assertThat(head.grades()).isEqualTo(1);
    }

    @Test
    void aGradeThatStandsForManyMovesFurtherAndNotBeyondIt() {
        double once = p(UNTAUGHT.learn(0.5, FOUR, NO_FIT, new Weighed(1, 1)));
        double five = p(UNTAUGHT.learn(0.5, FOUR, NO_FIT, new Weighed(1, 5)));
        double most = p(UNTAUGHT.learn(0.5, FOUR, NO_FIT, new Weighed(1, 100)));

        assertThat(five).isGreaterThan(once);
        assertThat(most).isGreaterThan(five).isLessThan(1);
        assertThat(p(UNTAUGHT.learn(0.5, FOUR, NO_FIT, new Weighed(1, 10)))).isEqualTo(most);
    }

    /// Bucket 5 is known and common, bucket 9 was never seen by the fit.
    @Test
    void whatTheFitDidNotKnowCountsMost() {
        TermWeights fit = TermWeights.of(List.of(Terms.of(5, 6), Terms.of(5, 7), Terms.of(6, 7)));
        OnlineHead head = UNTAUGHT.learn(0.5, Terms.of(5, 9), fit, new Weighed(1, 1));

        assertThat(head.corrected(0.5, Terms.of(9), fit))
                .isGreaterThan(head.corrected(0.5, Terms.of(5), fit));
    }

    private static double p(OnlineHead head) {
        return head.corrected(0.5, FOUR, NO_FIT);
    }

    @Test
    void aGradeThatCameTrueAsExpectedMovesNothing() {
        OnlineHead head = UNTAUGHT.learn(0.7, FOUR, NO_FIT, new Weighed(0.7, 1));

        assertThat(head.corrected(0.4, FOUR, NO_FIT)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void followsATopicThatTurnsAfterAThousandGrades() {
        Terms prompt = Terms.of(IntStream.range(0, 300).toArray());
        OnlineHead head = UNTAUGHT;
        for (int i = 0; i < 1_000; i++) {
            head = head.learn(0.5, prompt, NO_FIT, new Weighed(1, 1));
        }
        assertThat(head.corrected(0.5, prompt, NO_FIT)).isGreaterThan(0.9);
        int needed = 0;
        while (head.corrected(0.5, prompt, NO_FIT) > 0.5) {
            head = head.learn(0.5, prompt, NO_FIT, new Weighed(0, 1));
            needed++;
        }

        assertThat(needed).isBetween(5, 100);
    }

    @Test
    void isSavedToTheLastBit() {
        OnlineHead head =
                UNTAUGHT.learn(0.3, FOUR, NO_FIT, new Weighed(1, 3.5))
                        .learn(
                                0.9,
                                Terms.of(4, 70_000, Terms.BUCKETS - 1),
                                NO_FIT,
                                new Weighed(0, 1));
        var out = new BytesOut();
        head.write(out);

        OnlineHead again = OnlineHead.read(new BytesIn(out.all()));

        var second = new BytesOut();
        again.write(second);
        assertThat(second.all()).isEqualTo(out.all());
        assertThat(again.corrected(0.3, FOUR, NO_FIT)).isEqualTo(head.corrected(0.3, FOUR, NO_FIT));
    }
}
