package dev.fogline.router.prices;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one provider takes.
///
/// @param provider its short name
/// @param api the beginning of its interface's addresses; empty if the catalogue does not tell
/// @param listings its models, the first that fits a name is meant
/// @param fallbacks providers whose models it serves at their prices
public record PriceList(
        String provider, Optional<Pattern> api, List<Listing> listings, List<String> fallbacks) {

    public PriceList {
        listings = List.copyOf(listings);
        fallbacks = List.copyOf(fallbacks);
    }

    boolean answersAt(String url) {
        return api.isPresent() && api.get().matcher(url).lookingAt();
    }

    /// @param model in small letters
    Optional<Listing> find(String model) {
        return listings.stream().filter(listing -> listing.names().fits(model)).findFirst();
    }
}
