package dev.fogline.router;

import dev.fogline.router.prices.PriceCatalogue;
import dev.fogline.router.prices.PriceCatalogue.Lookup;
import dev.fogline.router.prices.Tariff;
import dev.fogline.spi.Prices;
import java.time.LocalDate;
import java.util.Optional;

/// Where the prices of a backend's models come from. Pure.
public sealed interface Pricing {

    /// What a model costs, and when; [Prices#unknown] with the reason where nobody says.
    ///
    /// @param model as the backend names it
    Tariff tariff(String model);

    /// An operator's own prices, the same for all models.
    record Fixed(Prices prices) implements Pricing {

        @Override
        public Tariff tariff(String model) {
            return Tariff.always(prices);
        }
    }

    /// Those of a provider's list.
    ///
    /// @param model as the list names it; empty if the backend's name means it
    /// @param staleAfterDays age at which the list's prices are called stale, ≥ 0
    record Listed(
            PriceCatalogue catalogue, String provider, Optional<String> model, int staleAfterDays)
            implements Pricing {

        @Override
        public Tariff tariff(String asked) {
            return switch (catalogue.lookup(provider, model.orElse(asked))) {
                case Lookup.Found(var listing) -> listing.tariff();
                case Lookup.Missing(String reason) -> Tariff.always(Prices.unknown(reason));
            };
        }

        Optional<String> staleness(LocalDate today) {
            return catalogue.staleness(today, staleAfterDays);
        }
    }

    /// Nobody says what it costs.
    ///
    /// @param reason why, for the operator
    record Unknown(String reason) implements Pricing {

        @Override
        public Tariff tariff(String model) {
            return Tariff.always(Prices.unknown(reason));
        }
    }
}
