package dev.fogline.router.prices;

import static dev.fogline.router.prices.Tables.find;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.prices.PriceCatalogue.Lookup;
import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenaiPricesTest {

    @Test
    void amountsAreExact() {
        // 0.1 + 0.2 is no double
        assertThat(rates(model("{'input_mtok': 0.1, 'output_mtok': 0.2}")))
                .isEqualTo(TokenRates.of(100_000, 200_000));
    }

    @Test
    void cachesHavePricesOfTheirOwn() {
        var reading =
                model(
                        "{'input_mtok': 3, 'cache_read_mtok': 0.3, 'cache_write_mtok': 3.75,"
                                + " 'output_mtok': 15}");

        assertThat(rates(reading))
                .isEqualTo(new TokenRates(3_000_000, 300_000, 3_750_000, 15_000_000, 15_000_000));
    }

    @Test
    void tiersAreGatheredFromAllPrices() {
        var reading =
                model(
                        "{'input_mtok': {'base': 2, 'tiers': [{'start': 200000, 'price': 4}]},"
                                + " 'output_mtok': 12}");
        Prices prices = find(reading, "p", "m");

        assertThat(prices.rates()).isEqualTo(TokenRates.of(2_000_000, 12_000_000));
        assertThat(prices.contextTiers())
                .containsExactly(new ContextTier(200_000, TokenRates.of(4_000_000, 12_000_000)));
    }

    @Test
    void aThousandRequestsHaveAPrice() {
        var reading = model("{'input_mtok': 1, 'output_mtok': 1, 'requests_kcount': 5}");

        assertThat(find(reading, "p", "m").requestPicoUsd()).isEqualTo(5_000_000_000L);
    }

    @Test
    void aDatedPriceHoldsFromItsMidnight() {
        var reading =
                model(
                        "[{'prices': {'input_mtok': 2, 'output_mtok': 10}}, {'constraint':"
                                + " {'start_date': '2026-09-01'}, 'prices': {'input_mtok': 3,"
                                + " 'output_mtok': 15}}]");

        assertThat(find(reading.catalogue(), "p", "m", "2026-08-31T23:59:59Z").rates())
                .isEqualTo(TokenRates.of(2_000_000, 10_000_000));
        assertThat(find(reading.catalogue(), "p", "m", "2026-09-01T00:00:00Z").rates())
                .isEqualTo(TokenRates.of(3_000_000, 15_000_000));
    }

    @Test
    void aTimeOfDayMayHaveItsPrice() {
        var reading =
                model(
                        "[{'prices': {'input_mtok': 1, 'output_mtok': 1}}, {'constraint':"
                                + " {'start_time': '00:30:00Z', 'end_time': '16:30:00Z'},"
                                + " 'prices': {'input_mtok': 2, 'output_mtok': 2}}]");

        assertThat(find(reading.catalogue(), "p", "m", "2026-08-31T16:29:59Z").rates())
                .isEqualTo(TokenRates.of(2_000_000, 2_000_000));
        assertThat(find(reading.catalogue(), "p", "m", "2026-08-31T16:30:00Z").rates())
                .isEqualTo(TokenRates.of(1_000_000, 1_000_000));
    }

    @Test
    void everyKindOfRuleIsUnderstood() {
        for (String rule :
                List.of(
                        "{'equals': 'gpt-4o'}",
                        "{'starts_with': 'gpt-4'}",
                        "{'ends_with': '4o'}",
                        "{'contains': 'PT-4'}",
                        "{'regex': '^gpt-\\\\do$'}",
                        "{'or': [{'equals': 'x'}, {'contains': '4o'}]}",
                        "{'and': [{'starts_with': 'gpt'}, {'ends_with': 'o'}]}")) {
            var reading = table("m", rule, "{'input_mtok': 1, 'output_mtok': 1}");

            assertThat(reading.leftOut()).as(rule).isEmpty();
            assertThat(reading.catalogue().lookup("p", "GPT-4o"))
                    .as(rule)
                    .isInstanceOf(Lookup.Found.class);
            assertThat(reading.catalogue().lookup("p", "gpt-5o-x"))
                    .as(rule)
                    .isInstanceOf(Lookup.Missing.class);
        }
    }

    @Test
    void whatIsNotUnderstoodCostsTheModelAndSaysSo() {
        assertThat(table("m", "{'sounds_like': 'gpt'}", "{'input_mtok': 1}").leftOut())
                .containsExactly("p m: a rule is not understood: sounds_like");
        assertThat(model("[{'constraint': {'weekday': 1}, 'prices': {}}]").leftOut())
                .containsExactly("p m: a constraint is not understood: {\"weekday\":1}");
        assertThat(model("{'thought_mtok': 1}").leftOut())
                .containsExactly("p m: a price is not understood: thought_mtok");
        assertThat(model("{'input_mtok': -1}").leftOut())
                .containsExactly("p m: -1 is no price from 0 to 1000000");
    }

    @Test
    void pricesOfSoundAreNotNeeded() {
        assertThat(model("{'input_mtok': 1, 'output_mtok': 1, 'input_audio_mtok': 9}").leftOut())
                .isEmpty();
    }

    @Test
    void aPriceFinerThanAPicoDollarIsRoundedAndSaidSo() {
        var reading = model("{'input_mtok': 0.08333333333333334, 'output_mtok': 1}");

        assertThat(rates(reading).inputPicoUsd()).isEqualTo(83_333);
        assertThat(reading.rounded()).containsExactly("p m");
    }

    @Test
    void whoServesModelsOfOthersHasTheirPrices() {
        var reading =
                Tables.read(
                        json(
                                "[{'id': 'azure', 'fallback_model_providers': ['openai'], 'models':"
                                        + " []}, {'id': 'openai', 'models': [{'id': 'gpt', 'match':"
                                        + " {'equals': 'gpt'}, 'prices': {'input_mtok': 1}}]}]"));

        assertThat(find(reading, "azure", "gpt").source())
                .isEqualTo("genai-prices 2026-08-21, openai gpt");
    }

    @Test
    void theVersionNamesTheContent() {
        String one = model("{'input_mtok': 1}").catalogue().version();
        String other = model("{'input_mtok': 2}").catalogue().version();

        assertThat(one).matches("genai-prices-2026-08-21-[0-9a-f]{8}").isNotEqualTo(other);
        assertThat(find(model("{'input_mtok': 1}"), "p", "m").version()).isEqualTo(one);
    }

    private static TokenRates rates(PriceReading reading) {
        assertThat(reading.leftOut()).isEmpty();
        return find(reading, "p", "m").rates();
    }

    private static PriceReading model(String prices) {
        return table("m", "{'equals': 'm'}", prices);
    }

    private static PriceReading table(String model, String rule, String prices) {
        return Tables.read(
                json(
                        "[{'id': 'p', 'api_pattern': 'https://p\\\\.example', 'models': [{'id': '"
                                + model
                                + "', 'match': "
                                + rule
                                + ", 'prices': "
                                + prices
                                + "}]}]"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
