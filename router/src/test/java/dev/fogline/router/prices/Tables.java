package dev.fogline.router.prices;

import dev.fogline.router.prices.PriceCatalogue.Lookup;
import dev.fogline.spi.Prices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Tables these tests read, and what they find in them.
final class Tables {

    static final LocalDate DATE = LocalDate.parse("2026-08-21");

    private Tables() {}

    static PriceReading read(String content) {
        return PriceFile.parse("prices", content.getBytes(StandardCharsets.UTF_8), DATE);
    }

    static Prices find(PriceReading reading, String provider, String model) {
        return find(reading.catalogue(), provider, model, "2026-08-21T12:00:00Z");
    }

    static Prices find(PriceCatalogue catalogue, String provider, String model, String at) {
        return switch (catalogue.lookup(provider, model)) {
            case Lookup.Found(Listing listing) -> listing.tariff().at(Instant.parse(at));
            case Lookup.Missing(String reason) -> throw new AssertionError(reason);
        };
    }
}
