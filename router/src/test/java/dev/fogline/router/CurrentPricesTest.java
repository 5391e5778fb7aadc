package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Prices;
import dev.fogline.spi.TokenRates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A list of 2026-08-21 with a change on 1 September.
class CurrentPricesTest {

    private static final Pricing.Listed LIST =
            Samples.changing(prices(1), LocalDate.parse("2026-09-01"), prices(2));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-08-31T23:59:59.999Z"));

    @Test
    void aChangeHoldsFromTheFirstMillisecondOfItsDay() {
        CurrentPrices prices = current(LIST);
        assertThat(prices.of("large").rates()).isEqualTo(TokenRates.of(1, 1));

        now.set(Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(prices.of("large").rates()).isEqualTo(TokenRates.of(2, 2));
    }

    @Test
    void anUnlistedModelIsUnknownAndSaysWhatIsMissing() {
        Prices prices = current(LIST).of("small");

        assertThat(prices.known()).isFalse();
        assertThat(prices.source()).isEqualTo("price unknown: v1 has no model 'small' of p");
    }

    @Test
    void theListsNameOfAModelMayBeConfigured() {
        var named = new Pricing.Listed(LIST.catalogue(), "p", Optional.of("large"), 30);

        assertThat(current(named).of("anything").known()).isTrue();
    }

    @Test
    void oldPricesSayHowOldTheyAre() {
        CurrentPrices prices = current(LIST);
        now.set(Instant.parse("2026-09-20T23:59:59Z"));
        assertThat(prices.of("large").source()).isEqualTo("a list");

        now.set(Instant.parse("2026-09-21T00:00:00Z"));
        assertThat(prices.of("large").source()).isEqualTo("a list, stale: 31 days old");
        assertThat(prices.of("large").version()).isEqualTo("v1");
    }

    @Test
    void configuredPricesAreThoseOfAllModels() {
        var fixed = new Prices(3, 4, "configured");

        assertThat(current(new Pricing.Fixed(fixed)).of("any")).isEqualTo(fixed);
    }

    private CurrentPrices current(Pricing pricing) {
        return new CurrentPrices(pricing, now::get);
    }

    private static Prices prices(long picoUsd) {
        return new Prices(TokenRates.of(picoUsd, picoUsd), List.of(), 0, "a list", "v1");
    }
}
