package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Of eight topics, terms 1 to 8, "m" answers those of odd number well and the others badly; terms
/// from 20 on are chatter.
class QualityFitTest {

    @Test
    void tellsTopicsApart() {
        QualityModel model = QualityFit.of(examples()).model();

        assertThat(probability(model, Terms.of(1, 21))).isGreaterThan(0.8);
        assertThat(probability(model, Terms.of(2, 21))).isLessThan(0.2);
    }

    @Test
    void saysTheShareOfGoodAnswersOfUnfamiliarPrompts() {
        QualityModel model = QualityFit.of(examples()).model();

        assertThat(model.base("m")).isEqualTo(0.5);
        assertThat(probability(model, Terms.of(100, 200))).isEqualTo(0.5);
        assertThat(probability(model, Terms.NONE)).isEqualTo(0.5);
    }

    @Test
    void aFormOfWhichNothingIsKnownIsUnfamiliarWhateverItsTopic() {
        int[] template = IntStream.range(100, 130).toArray();
        List<Graded> formed =
                examples().stream()
                        .map(one -> new Graded(with(one.terms(), template), one.grades()))
                        .toList();
        QualityModel model = QualityFit.of(formed).model();

        var known = model.judge(with(Terms.of(1, 21, 31), template), "m", 0);
        var other = model.judge(Terms.of(1, 21, 31), "m", 0);

        assertThat(known.familiarity()).isEqualTo(1);
        assertThat(known.probability()).isGreaterThan(0.8);
        assertThat(other.familiarity()).isZero();
        assertThat(other.probability()).isEqualTo(0.5);
    }

    private static Terms with(Terms terms, int[] template) {
        return Terms.of(
                IntStream.concat(
                                IntStream.range(0, terms.size()).map(terms::bucket),
                                IntStream.of(template))
                        .toArray());
    }

    @Test
    void saysThePriorOfAModelThatWasNeverGraded() {
        QualityModel model = QualityFit.of(examples()).model();

        assertThat(model.judge(Terms.of(1), "other", 0.7))
                .isEqualTo(new QualityModel.Judgement(0.7, "configured prior of the model", 0));
        assertThatThrownBy(() -> model.score(Terms.of(1), "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing is known of the model other");
    }

    @Test
    void equalExamplesGiveAnEqualFit() {
        assertThat(QualityBytes.of(QualityFit.of(examples()).model()))
                .isEqualTo(QualityBytes.of(QualityFit.of(examples()).model()));
    }

    @Test
    void heldOutFiguresOfASeparableSetAreNearPerfect() {
        HeldOut heldOut = QualityFit.of(examples()).heldOut().get("m");

        assertThat(heldOut.auc()).isEqualTo(1);
        assertThat(heldOut.logLoss()).isLessThan(0.2);
        assertThat(heldOut.calibrationError()).isLessThan(0.15);
    }

    @Test
    void eachModelIsLearntFromThePromptsItWasAsked() {
        List<Graded> some =
                IntStream.range(0, 80)
                        .mapToObj(
                                i ->
                                        new Graded(
                                                examples().get(i).terms(),
                                                i < 40 ? Map.of("m", 1.0) : Map.of("n", 0.0)))
                        .toList();
        QualityModel model = QualityFit.of(some).model();

        assertThat(model.models()).containsExactly("m", "n");
        assertThat(model.base("m")).isEqualTo(1);
        assertThat(model.base("n")).isZero();
        assertThat(probability(model, Terms.of(1))).isGreaterThan(0.9);
    }

    @Test
    void noExampleIsKnownToTheModelThatHasNotSeenItsFold() {
        List<Graded> all = examples();
        int third = all.size() / 3;

        List<QualityModel> unseen = QualityFit.unseen(all, 3);

        assertThat(unseen).hasSameSizeAs(all);
        assertThat(QualityBytes.of(unseen.getFirst()))
                .isEqualTo(QualityBytes.of(QualityFit.of(all.subList(third, all.size())).model()));
        assertThat(QualityBytes.of(unseen.getLast()))
                .isEqualTo(
                        QualityBytes.of(QualityFit.of(all.subList(0, 2 * all.size() / 3)).model()));
    }

    @Test
    void scoringTwiceIsEqual() {
        QualityModel model = QualityFit.of(examples()).model();
        Terms terms = Terms.of(1, 22);

        assertThat(model.judge(terms, "m", 0)).isEqualTo(model.judge(terms, "m", 0));
        assertThat(model.judge(Terms.of(1, 22), "m", 0)).isEqualTo(model.judge(terms, "m", 0));
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        byte[] bytes = QualityBytes.of(QualityFit.of(examples()).model());

        for (int length = 0; length < bytes.length; length += 7) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> QualityBytes.read(part))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesTooLittleToFit() {
        assertThatThrownBy(() -> QualityFit.of(examples().subList(0, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 graded prompts are too few to fit");
        assertThatThrownBy(() -> new Graded(Terms.NONE, Map.of("m", 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grade 1.5 of m not in [0, 1]");
    }

    private static double probability(QualityModel model, Terms terms) {
        return model.judge(terms, "m", 0).probability();
    }

    private static List<Graded> examples() {
        var examples = new ArrayList<Graded>();
        for (int i = 0; i < 400; i++) {
            Terms terms = Terms.of(1 + i % 8, 20 + i % 5, 30 + i % 7);
            examples.add(new Graded(terms, Map.of("m", i % 2 == 0 ? 1.0 : 0.0)));
        }
        return examples;
    }
}
