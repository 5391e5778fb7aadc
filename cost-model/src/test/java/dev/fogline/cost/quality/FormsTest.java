package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormsTest {

    /// Terms that all prompts have.
    private static final int TEMPLATE = 20;

    @Test
    void aFormIsTheTermsThatManyPromptsHaveAndNotTheTopic() {
        Forms forms = forms(prompts());

        assertThat(forms.distance(prompt(TEMPLATE, 7_000))).isZero();
        assertThat(forms.distance(prompt(TEMPLATE - 3, 7_000))).isEqualTo(3);
        assertThat(forms.distance(Terms.NONE)).isEqualTo(TEMPLATE);
    }

    @Test
    void familiarityFallsFromTheUsualDistanceOverEightTerms() {
        Forms forms = forms(prompts());

        assertThat(forms.familiarity(0)).isEqualTo(1);
        assertThat(forms.familiarity(2)).isEqualTo(0.75);
        assertThat(forms.familiarity(8)).isZero();
        assertThat(forms.familiarity(TEMPLATE)).isZero();
    }

    @Test
    void tenPromptsOfANewFormMakeItFamiliarAndNineDoNot() {
        Terms other = Terms.of(8_000, 8_001);
        var nine = new ArrayList<>(prompts());
        for (int i = 0; i < 9; i++) {
            nine.add(other);
        }
        var ten = new ArrayList<>(nine);
        ten.add(other);

        assertThat(forms(nine).distance(other)).isEqualTo(TEMPLATE);
        assertThat(forms(ten).distance(other)).isZero();
    }

    @Test
    void oneInAHundredIsFartherThanUsual() {
        var prompts = new ArrayList<Terms>();
        for (int i = 0; i < 99; i++) {
            prompts.add(prompt(TEMPLATE, 1_000 + i % 50));
        }
        prompts.add(prompt(TEMPLATE - 5, 1_000));
        assertThat(forms(prompts).familiarity(1)).isEqualTo(1 - 1 / 8.0);

        prompts.set(0, prompt(TEMPLATE - 4, 1_001));
        assertThat(forms(prompts).familiarity(4)).isEqualTo(1);
        assertThat(forms(prompts).familiarity(6)).isEqualTo(1 - 2 / 8.0);
    }

    @Test
    void withoutPromptsNothingIsFar() {
        Forms none = forms(List.of());

        assertThat(none.distance(prompt(TEMPLATE, 1))).isZero();
        assertThat(none.familiarity(0)).isEqualTo(1);
    }

    private static Forms forms(List<Terms> prompts) {
        return Forms.of(prompts, TermWeights.of(prompts));
    }

    private static List<Terms> prompts() {
        return IntStream.range(0, 300).mapToObj(i -> prompt(TEMPLATE, 1_000 + i % 50)).toList();
    }

    /// A template's first terms, and a topic.
    private static Terms prompt(int template, int topic) {
        return Terms.of(
                IntStream.concat(IntStream.range(0, template), IntStream.of(topic)).toArray());
    }
}
