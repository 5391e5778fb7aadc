package dev.fogline.router.prices;

import static dev.fogline.router.prices.Tables.find;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import org.junit.jupiter.api.Test;

class LiteLlmPricesTest {

    @Test
    void dollarsPerTokenAreExact() {
        var reading = one("'input_cost_per_token': 7.5e-08, 'output_cost_per_token': 3e-07");

        assertThat(find(reading, "groq", "groq/m").rates())
                .isEqualTo(TokenRates.of(75_000, 300_000));
        assertThat(reading.rounded()).isEmpty();
    }

    @Test
    void aModelIsKnownWithAndWithoutItsProvider() {
        var reading = one("'input_cost_per_token': 1e-06");

        assertThat(find(reading, "groq", "M")).isEqualTo(find(reading, "groq", "groq/m"));
        assertThat(find(reading, "groq", "m").source())
                .isEqualTo("litellm 2026-08-21, groq groq/m");
    }

    @Test
    void tiersAreInTheNamesOfKeys() {
        var reading =
                one(
                        "'input_cost_per_token': 2e-06, 'output_cost_per_token': 1.2e-05,"
                                + " 'cache_read_input_token_cost': 2e-07,"
                                + " 'input_cost_per_token_above_200k_tokens': 4e-06,"
                                + " 'cache_read_input_token_cost_above_200k_tokens': 4e-07,"
                                + " 'output_cost_per_token_above_200k_tokens': 1.8e-05");
        Prices prices = find(reading, "groq", "m");

        assertThat(prices.rates())
                .isEqualTo(new TokenRates(2_000_000, 200_000, 2_000_000, 12_000_000, 12_000_000));
        assertThat(prices.contextTiers())
                .containsExactly(
                        new ContextTier(
                                200_000,
                                new TokenRates(
                                        4_000_000, 400_000, 4_000_000, 18_000_000, 18_000_000)));
    }

    @Test
    void thinkingCachesAndRequestsHavePrices() {
        var reading =
                one(
                        "'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06,"
                                + " 'output_cost_per_reasoning_token': 3e-06,"
                                + " 'cache_creation_input_token_cost': 1.25e-06,"
                                + " 'input_cost_per_request': 0.005");
        Prices prices = find(reading, "groq", "m");

        assertThat(prices.rates())
                .isEqualTo(new TokenRates(1_000_000, 1_000_000, 1_250_000, 2_000_000, 3_000_000));
        assertThat(prices.requestPicoUsd()).isEqualTo(5_000_000_000L);
    }

    @Test
    void pricesOfOtherContractsDoNotCount() {
        var reading =
                one(
                        "'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06,"
                                + " 'input_cost_per_token_batches': 5e-07,"
                                + " 'cache_creation_input_token_cost_above_1hr': 9e-06,"
                                + " 'input_cost_per_token_above_128k_tokens': null");
        Prices prices = find(reading, "groq", "m");

        assertThat(prices.rates()).isEqualTo(TokenRates.of(1_000_000, 2_000_000));
        assertThat(prices.contextTiers()).isEmpty();
    }

    @Test
    void whatIsNotPricedByTextIsCounted() {
        var reading =
                Tables.read(
                        "{\"sample_spec\": {\"litellm_provider\": \"one of …\"}, \"dall-e\":"
                                + " {\"litellm_provider\": \"openai\", \"mode\": \"image_generation\","
                                + " \"input_cost_per_token\": 1e-6}, \"whisper\":"
                                + " {\"litellm_provider\": \"openai\", \"input_cost_per_second\":"
                                + " 1e-4}}");

        assertThat(reading.otherwisePriced()).isEqualTo(2);
        assertThat(reading.catalogue().models()).isZero();
    }

    @Test
    void aPriceThatIsNoneCostsTheModelAndSaysSo() {
        assertThat(one("'input_cost_per_token': -1, 'output_cost_per_token': -1").leftOut())
                .containsExactly("groq groq/m: -1000000 is no price from 0 to 1000000");
        assertThat(one("'input_cost_per_token': 'a lot'").leftOut())
                .containsExactly("groq groq/m: input_cost_per_token is no number: \"a lot\"");
    }

    private static PriceReading one(String entries) {
        return Tables.read(
                ("{'groq/m': {'litellm_provider': 'groq', 'mode': 'chat', " + entries + "}}")
                        .replace('\'', '"'));
    }
}
