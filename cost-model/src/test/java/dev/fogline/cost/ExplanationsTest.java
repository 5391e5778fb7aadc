package dev.fogline.cost;

import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.request.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each parent is what its `source` says of its children.
class ExplanationsTest {

    private final List<Explanation> trees =
            LearningEstimator.withQuality(QualityModel.UNKNOWN)
                    .explain(
                            features(400, new Spread(25, 90)),
                            Samples.device(node(Readiness.COLD, 2, 2, 3)),
                            0);

    @Test
    void thereIsOneTreePerComponent() {
        assertThat(trees)
                .extracting(Explanation::term)
                .containsExactly(
                        "first_token_millis",
                        "total_millis",
                        "cost_usd",
                        "energy_joules",
                        "quality");
    }

    @Test
    void firstTokenIsWaitAndPrefill() {
        Explanation first = trees.get(0);

        assertThat(first.source()).isEqualTo("wait_millis + prefill_millis");
        check(first, value(first, "wait_millis") + value(first, "prefill_millis"));
    }

    @Test
    void prefillIsALineOverPromptTokens() {
        Explanation prefill = child(trees.get(0), "prefill_millis");

        assertThat(prefill.source())
                .isEqualTo("fixed_millis + millis_per_prompt_token * prompt_tokens");
        check(
                prefill,
                value(prefill, "fixed_millis")
                        + value(prefill, "millis_per_prompt_token")
                                * value(prefill, "prompt_tokens"));
    }

    @Test
    void promptTokensAreALineOverCharacters() {
        Explanation tokens = child(child(trees.get(0), "prefill_millis"), "prompt_tokens");

        assertThat(tokens.source())
                .isEqualTo("template_tokens + tokens_per_character * characters, assumed");
        check(
                tokens,
                value(tokens, "template_tokens")
                        + value(tokens, "tokens_per_character") * value(tokens, "characters"));
    }

    @Test
    void totalIsFirstTokenAndDecode() {
        Explanation total = trees.get(1);
        Explanation decode = child(total, "decode_millis");

        assertThat(total.source()).isEqualTo("first_token_millis + decode_millis");
        check(total, value(total, "first_token_millis") + decode.value());
        assertThat(decode.source())
                .isEqualTo("fixed_millis + inter_token_millis * (output_tokens - 1)");
        check(
                decode,
                value(decode, "fixed_millis")
                        + value(decode, "inter_token_millis")
                                * (value(decode, "output_tokens") - 1));
    }

    @Test
    void costIsTokensTimesPrices() {
        Explanation cost = trees.get(2);

        assertThat(cost.source())
                .isEqualTo("prompt_tokens * input_usd + output_tokens * output_usd");
        check(
                cost,
                value(cost, "prompt_tokens") * value(cost, "input_usd")
                        + value(cost, "output_tokens") * value(cost, "output_usd"));
    }

    @Test
    void energyIsPowerTimesTimeAndAShareOfEachToken() {
        Explanation energy = trees.get(3);

        assertThat(energy.source())
                .isEqualTo(
                        "busy_watts * busy_seconds + joules_per_token * (prompt_tokens + output_tokens)");
        check(
                energy,
                value(energy, "busy_watts") * value(energy, "busy_seconds")
                        + value(energy, "joules_per_token")
                                * (value(energy, "prompt_tokens")
                                        + value(energy, "output_tokens")));
    }

    @Test
    void qualityNamesItsSource() {
        assertThat(trees.get(4).value()).isEqualTo(0.7);
        assertThat(trees.get(4).source()).isEqualTo("configured prior of the model");
    }

    private static void check(Explanation parent, double fromChildren) {
        assertThat(parent.value()).isCloseTo(fromChildren, within(1e-9 * (1 + fromChildren)));
    }

    private static double value(Explanation parent, String term) {
        return child(parent, term).value();
    }

    private static Explanation child(Explanation parent, String term) {
        return parent.from().stream()
                .filter(from -> from.term().equals(term))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parent.term() + " lacks " + term));
    }
}
