package dev.fogline.router;

import java.time.Duration;

/// How many answers are kept, and for how long.
///
/// @param maxBytes of texts and answers together, ≥ 0; 0 keeps none
/// @param maxAge after which an answer is asked for again, positive
public record CacheSetup(long maxBytes, Duration maxAge) {

    /// Nothing is kept: an answer from the cache is as it was, even where the world has moved on.
    public static final CacheSetup NONE = new CacheSetup(0, Duration.ofMinutes(10));

    public CacheSetup {
        if (maxBytes < 0 || !maxAge.isPositive()) {
            throw new IllegalArgumentException(
                    "maxBytes " + maxBytes + " below 0 or maxAge " + maxAge + " not positive");
        }
    }
}
