package dev.fogline.router.prices;

import static dev.fogline.router.prices.Tables.find;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.TokenRates;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table that comes with Fogline.
class ShippedPricesTest {

    private final PriceCatalogue catalogue = PriceFile.shipped();

    @Test
    void everyModelHasAPriceAboveNothing() {
        assertThat(catalogue.lists().stream().flatMap(list -> list.listings().stream()))
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        listing ->
                                assertThat(listing.tariff().phases())
                                        .noneMatch(phase -> phase.prices().free()));
    }

    @Test
    void theModelsPeopleAskForAreThere() {
        assertThat(rates("openai", "gpt-4-0613")).isEqualTo(TokenRates.of(30_000_000, 60_000_000));
        assertThat(rates("groq", "llama3-8b-8192")).isEqualTo(TokenRates.of(50_000, 80_000));
        assertThat(rates("cohere", "command-r7b")).isEqualTo(TokenRates.of(37_500, 150_000));
        assertThat(rates("together", "allenai/olmo-7b")).isEqualTo(TokenRates.of(200_000, 200_000));
    }

    @Test
    void aDearerLongPromptIsKnown() {
        assertThat(
                        find(catalogue, "openai", "gpt-5.4", "2026-08-21T00:00:00Z")
                                .ratesAt(272_001)
                                .inputPicoUsd())
                .isEqualTo(5_000_000);
    }

    @Test
    void providersAreKnownByTheirAddresses() {
        assertThat(catalogue.providersAt("https://api.openai.com/v1")).isEqualTo(List.of("openai"));
        assertThat(catalogue.providersAt("https://openrouter.ai/api/v1"))
                .isEqualTo(List.of("openrouter"));
    }

    private TokenRates rates(String provider, String model) {
        return find(catalogue, provider, model, "2026-08-21T00:00:00Z").rates();
    }
}
