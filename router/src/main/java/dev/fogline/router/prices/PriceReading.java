package dev.fogline.router.prices;

import java.util.List;

/// A catalogue, and what of its file is not in it as it stands there.
///
/// @param leftOut one line for each model that cannot be used, with the reason
/// @param rounded one line for each model with a price finer than a pico-dollar per token
/// @param otherwisePriced models that are not priced by text tokens: images, audio, searches; ≥ 0
public record PriceReading(
        PriceCatalogue catalogue, List<String> leftOut, List<String> rounded, int otherwisePriced) {

    public PriceReading {
        leftOut = List.copyOf(leftOut);
        rounded = List.copyOf(rounded);
    }
}
