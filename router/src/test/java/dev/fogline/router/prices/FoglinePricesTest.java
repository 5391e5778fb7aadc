package dev.fogline.router.prices;

import static dev.fogline.router.prices.Tables.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.RouterException;
import dev.fogline.router.prices.PriceCatalogue.Lookup;
import dev.fogline.spi.Prices;
import dev.fogline.spi.Prices.ContextTier;
import dev.fogline.spi.TokenRates;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FoglinePricesTest {

    private static final String TABLE =
            """
            fogline-prices: 1
            name: house
            date: 2026-08-01
            source: the contract
            providers:
              - provider: p
                api: [https://p.example, https://p.example.org]
                models:
                  - model: m
                    names: ["m-2*"]
                    usd-per-million: {input: 2, cached-input: 0.2, cache-write: 2.5, output: 12, reasoning: 13}
                    above: [{prompt-tokens: 1000, usd-per-million: {input: 4, output: 18}}]
                    usd-per-request: 0.005
                    changes: [{from: 2026-09-01, usd-per-million: {input: 1, output: 2}}]
            """;

    @Test
    void readsAllThereIs() {
        Prices prices = find(Tables.read(TABLE), "p", "M");

        assertThat(prices.rates())
                .isEqualTo(new TokenRates(2_000_000, 200_000, 2_500_000, 12_000_000, 13_000_000));
        assertThat(prices.contextTiers())
                .containsExactly(
                        new ContextTier(
                                1_000,
                                new TokenRates(
                                        4_000_000, 200_000, 2_500_000, 18_000_000, 13_000_000)));
        assertThat(prices.requestPicoUsd()).isEqualTo(5_000_000_000L);
        assertThat(prices.source()).isEqualTo("house 2026-08-01 (the contract), p m");
        assertThat(Tables.read(TABLE).catalogue().date()).isEqualTo(LocalDate.of(2026, 8, 1));
    }

    @Test
    void aChangeReplacesAllPrices() {
        Prices changed = find(Tables.read(TABLE).catalogue(), "p", "m", "2026-09-01T00:00:00Z");

        assertThat(changed.rates()).isEqualTo(TokenRates.of(1_000_000, 2_000_000));
        assertThat(changed.contextTiers()).isEmpty();
    }

    @Test
    void aStarStandsForTheRestOfAName() {
        PriceCatalogue catalogue = Tables.read(TABLE).catalogue();

        assertThat(catalogue.lookup("P", "m-2026-01-01")).isInstanceOf(Lookup.Found.class);
        assertThat(catalogue.lookup("p", "m-mini"))
                .isEqualTo(new Lookup.Missing(catalogue.version() + " has no model 'm-mini' of p"));
        assertThat(catalogue.lookup("q", "m"))
                .isEqualTo(
                        new Lookup.Missing("there is no provider 'q' in " + catalogue.version()));
    }

    @Test
    void anAddressBeginsWithAWholeHost() {
        PriceCatalogue catalogue = Tables.read(TABLE).catalogue();

        assertThat(catalogue.providersAt("https://p.example/v1")).containsExactly("p");
        assertThat(catalogue.providersAt("https://p.example.org")).containsExactly("p");
        assertThat(catalogue.providersAt("https://p.example.evil.com/v1")).isEmpty();
        assertThat(catalogue.providersAt("http://127.0.0.1:8090/v1")).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        refused(
                TABLE.replace("input: 2,", "input: two,"),
                "prices: providers[0].models[0] (p m).usd-per-million.input: \"two\" is no number");
        refused(
                TABLE.replace("input: 2,", "input: -2,"),
                "prices: providers[0].models[0] (p m).usd-per-million.input: -2 is no price from 0"
                        + " to 1000000");
        refused(
                TABLE.replace("cached-input", "cashed-input"),
                "prices: providers[0].models[0] (p m).usd-per-million: unknown key 'cashed-input';"
                        + " there are [cache-write, cached-input, input, output, reasoning]");
        refused(
                TABLE.replace("input: 2,", "input: 0.0000001,"),
                "prices: providers[0].models[0] (p m): a price is finer than a pico-dollar per"
                        + " token");
        refused(
                TABLE.replace("\"m-2*\"", "m"),
                "prices: providers[0].models[0] (p m): the name 'm' is blank or there twice");
        refused(
                TABLE.replace("2026-09-01", "September"),
                "prices: providers[0].models[0] (p m).changes.from: \"September\" is no day such as"
                        + " 2026-08-21");
        refused(
                TABLE.replace("fogline-prices: 1", "fogline-prices: 2"),
                "prices: fogline-prices: 2 is not the format 1 read here");
    }

    @Test
    void whatIsNoPriceFileIsRefusedInOneLine() {
        refused(
                "{\"a\": 1}",
                "prices: neither a table with fogline-prices, nor providers as in genai-prices, nor"
                        + " models as in LiteLLM's map");
        refused("[{\"models\": [}", "prices, line 1: Unexpected close marker '}': expected ']'");
        assertThatThrownBy(() -> Tables.read("a: 1\nb: [\n"))
                .isInstanceOf(RouterException.class)
                .hasMessageStartingWith("prices, line ");
    }

    private static void refused(String table, String message) {
        assertThatThrownBy(() -> Tables.read(table))
                .isInstanceOf(RouterException.class)
                .hasMessage(message);
    }
}
