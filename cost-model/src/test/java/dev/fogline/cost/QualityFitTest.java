package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.QualityFit.Graded;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Answers are good where term 1 is in the prompt and bad where term 2 is; term 9 is in all.
class QualityFitTest {

    private static final Terms EASY = Terms.of(1, 9);
    private static final Terms HARD = Terms.of(2, 9);
    private static final Terms UNFAMILIAR = Terms.of(100, 200);

    @Test
    void tellsSeparableTopicsApart() {
        QualityHead head = QualityFit.fit(examples(), 0);

        assertThat(head.probability(EASY)).isGreaterThan(0.95);
        assertThat(head.probability(HARD)).isLessThan(0.05);
    }

    @Test
    void saysTheBaseRateOfUnfamiliarPrompts() {
        QualityHead head = QualityFit.fit(examples(), 0);

        assertThat(head.base()).isEqualTo(0.5);
        assertThat(head.familiarity(UNFAMILIAR)).isZero();
        assertThat(head.probability(UNFAMILIAR)).isEqualTo(0.5);
        assertThat(head.probability(Terms.NONE)).isEqualTo(0.5);
    }

    @Test
    void believesItselfAsFarAsThePromptIsFamiliar() {
        // p = 0.5 * sigmoid(1 + 2 / sqrt(2)) + 0.5 * 0.2
        var head = new QualityHead(0.2, 1, new int[] {7}, new float[] {2});

        assertThat(head.familiarity(Terms.of(7, 8))).isEqualTo(0.5);
        assertThat(head.probability(Terms.of(7, 8)))
                .isCloseTo(0.5 / (1 + Math.exp(-1 - Math.sqrt(2))) + 0.1, within(1e-12));
    }

    @Test
    void equalExamplesGiveAnEqualHead() {
        QualityHead first = QualityFit.fit(examples(), 1e-4);
        QualityHead second = QualityFit.fit(examples(), 1e-4);

        assertThat(second.bias()).isEqualTo(first.bias());
        assertThat(second.buckets()).isEqualTo(first.buckets()).containsExactly(1, 2, 9);
        assertThat(second.weights()).isEqualTo(first.weights());
    }

    @Test
    void aPenaltyKeepsItModest() {
        double free = QualityFit.fit(examples(), 0).probability(EASY);
        double modest = QualityFit.fit(examples(), 0.1).probability(EASY);

        assertThat(modest).isBetween(0.5, free - 0.05);
    }

    @Test
    void refusesNothingToFit() {
        assertThatThrownBy(() -> QualityFit.fit(List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing to fit");
    }

    @Test
    void aHeadNeedsAWeightPerBucketAndAShareAsBase() {
        assertThatThrownBy(() -> new QualityHead(0.5, 0, new int[] {1}, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base 0.5 not in [0, 1], or 1 buckets for 0 weights");
        assertThatThrownBy(() -> new QualityHead(1.5, 0, new int[0], new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void heldOutFiguresOfASeparableSetAreNearPerfect() {
        HeldOut heldOut = HeldOut.of(examples(), 0);

        assertThat(heldOut.auc()).isEqualTo(1);
        assertThat(heldOut.logLoss()).isLessThan(0.1);
    }

    @Test
    void heldOutFiguresOfNoiseAreChance() {
        // every prompt is the same, so every score is
        var noise = new ArrayList<Graded>();
        for (int i = 0; i < 40; i++) {
            noise.add(new Graded(EASY, i / 5 % 2));
        }

        assertThat(HeldOut.of(noise, 0).auc()).isBetween(0.4, 0.6);
    }

    private static List<Graded> examples() {
        var examples = new ArrayList<Graded>();
        for (int i = 0; i < 40; i++) {
            examples.add(i % 2 == 0 ? new Graded(EASY, 1) : new Graded(HARD, 0));
        }
        return examples;
    }
}
