package dev.fogline.router.prices;

import dev.fogline.spi.Prices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A price file while it is read: gathers listings and what has to be said of the rest.
final class Reading {

    private final FileStamp stamp;
    private final Map<String, List<Listing>> listings = new LinkedHashMap<>();
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> rounded = new ArrayList<>();
    private int otherwisePriced;

    Reading(FileStamp stamp) {
        this.stamp = stamp;
    }

    private record Provider(Optional<Pattern> api, List<String> fallbacks) {}

    void provider(String provider, Optional<Pattern> api, List<String> fallbacks) {
        providers.put(provider, new Provider(api, fallbacks));
    }

    void add(Listing listing) {
        listings.computeIfAbsent(listing.provider(), provider -> new ArrayList<>()).add(listing);
        providers.putIfAbsent(listing.provider(), new Provider(Optional.empty(), List.of()));
    }

    /// Prices as they are shown: with the file, its date, and the entry.
    ///
    /// @param origin where the file has them from; empty if it is their origin
    Prices prices(ListedPrices listed, String provider, String model, String origin) {
        if (listed.rounded()) {
            rounded.add(provider + " " + model);
        }
        String from = origin.isEmpty() ? "" : " (" + origin + ")";
        return listed.prices(
                stamp.name() + " " + stamp.date() + from + ", " + provider + " " + model,
                stamp.version());
    }

    void leaveOut(String provider, String model, String reason) {
        leftOut.add(provider + " " + model + ": " + reason);
    }

    void pricedOtherwise() {
        otherwisePriced++;
    }

    PriceReading done() {
        List<PriceList> lists =
                providers.entrySet().stream()
                        .map(
                                entry ->
                                        new PriceList(
                                                entry.getKey(),
                                                entry.getValue().api(),
                                                listings.getOrDefault(entry.getKey(), List.of()),
                                                entry.getValue().fallbacks()))
                        .toList();
        return new PriceReading(
                new PriceCatalogue(stamp.name(), stamp.date(), stamp.version(), lists),
                leftOut,
                rounded,
                otherwisePriced);
    }
}
