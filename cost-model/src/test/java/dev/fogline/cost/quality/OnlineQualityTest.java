package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineQualityTest {

    private static final Terms PROMPT = Terms.of(1, 2, 3);
    private static final ModelIdentity SMALL = new ModelIdentity("small", "q4_k_m-1");
    private static final OnlineQuality UNTAUGHT = OnlineQuality.over(QualityModel.UNKNOWN);

    @Test
    void aGradeMovesTheModelThatAnsweredAndNoOther() {
        OnlineQuality learnt = UNTAUGHT.learn(graded(SMALL, 1));

        assertThat(p(learnt, SMALL)).isGreaterThan(0.5);
        assertThat(p(learnt, ModelIdentity.named("large"))).isEqualTo(0.5);
        assertThat(learnt.grades(SMALL)).isEqualTo(1);
    }

    @Test
    void anotherQuantisationBeginsAnew() {
        OnlineQuality learnt = UNTAUGHT.learn(graded(SMALL, 1));

        assertThat(p(learnt, new ModelIdentity("small", "q8_0-2"))).isEqualTo(0.5);
    }

    @Test
    void aFitOfAnotherQuantisationIsNotBelieved() {
        List<Numbered> four = IntStream.range(0, 40).mapToObj(Numbered::new).toList();
        QualityModel fit =
                QualityFit.of(four.stream().map(Numbered::example).toList())
                        .model()
                        .of(Map.of("small", "q4_k_m-1"));

        assertThat(fit.judge(PROMPT, SMALL, 0.5).source()).startsWith("fitted");
        assertThat(fit.judge(PROMPT, ModelIdentity.named("small"), 0.5).source())
                .startsWith("fitted");
        assertThat(fit.judge(PROMPT, new ModelIdentity("small", "q8_0-2"), 0.25))
                .satisfies(
                        judgement -> {
                            assertThat(judgement.probability()).isEqualTo(0.25);
                            assertThat(judgement.source()).contains("another revision");
                        });
    }

    private record Numbered(int number) {
        dev.fogline.cost.quality.Graded example() {
            return new dev.fogline.cost.quality.Graded(
                    Terms.of(1, 2, 10 + number % 7), Map.of("small", number % 3 == 0 ? 0.0 : 1.0));
        }
    }

    @Test
    void equalGradesMakeEqualBytesAndBytesTheSameState() {
        byte[] saved = taught().save();
        assertThat(taught().save()).isEqualTo(saved);

        OnlineQuality again = OnlineQuality.load(saved, QualityModel.UNKNOWN);

        assertThat(again.save()).isEqualTo(saved);
        assertThat(p(again, SMALL)).isEqualTo(p(taught(), SMALL));
    }

    @Test
    void gradesBesideAnotherFitAreRefused() {
        QualityModel other =
                QualityFit.of(
                                IntStream.range(0, 40)
                                        .mapToObj(i -> new Numbered(i).example())
                                        .toList())
                        .model();

        assertThatThrownBy(() -> OnlineQuality.load(taught().save(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another quality prior");
    }

    @Test
    void cutBytesAreRefused() {
        byte[] saved = taught().save();
        for (int length = 0; length < saved.length; length += 7) {
            byte[] cut = Arrays.copyOf(saved, length);
            assertThatThrownBy(() -> OnlineQuality.load(cut, QualityModel.UNKNOWN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theModelGradedLongestAgoMakesRoom() {
        OnlineQuality learnt = UNTAUGHT;
        for (int i = 0; i <= OnlineQuality.MOST_MODELS; i++) {
            learnt = learnt.learn(graded(ModelIdentity.named("m" + i), 1));
        }

        assertThat(learnt.grades(ModelIdentity.named("m0"))).isZero();
        assertThat(learnt.grades(ModelIdentity.named("m1"))).isEqualTo(1);
    }

    private static OnlineQuality taught() {
        OnlineQuality learnt = UNTAUGHT;
        for (int i = 0; i < 20; i++) {
            learnt = learnt.learn(graded(SMALL, i % 2)).learn(graded(ModelIdentity.named("b"), 1));
        }
        return learnt;
    }

    private static double p(OnlineQuality quality, ModelIdentity model) {
        return quality.judge(PROMPT, model, 0.5).probability();
    }

    private static Graded graded(ModelIdentity model, double grade) {
        return new Graded(model.name(), model.revision(), 0.5, PROMPT, grade, 1);
    }
}
