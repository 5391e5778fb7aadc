package dev.fogline.spi;

import java.util.Optional;

/// What whoever runs a model announces of it to all who use it, beside its load: a beacon.
///
/// Everybody who hears it hears the same. If all of them acted on it alike they would leave and
/// come together, so each decision reckons with a load of its own around the announced one, see
/// `loadFactor`.
///
/// @param waitMillis before a request that comes now would be begun, ≥ 0
/// @param pool what its tokens cost by how many requests run together; empty if that is not told
/// @param loadFactor times the announced load that a decision reckons with, above 0; 1 is what was
///   announced. Learning takes the announced load
public record Announcement(
        double waitMillis, Optional<OperatingCost.Pool> pool, double loadFactor) {

    public Announcement {
        if (!(waitMillis >= 0 && loadFactor > 0 && Double.isFinite(waitMillis + loadFactor))) {
            throw new IllegalArgumentException(
                    "waitMillis " + waitMillis + ", loadFactor " + loadFactor);
        }
    }

    /// As it was announced.
    public Announcement(double waitMillis, Optional<OperatingCost.Pool> pool) {
        this(waitMillis, pool, 1);
    }

    /// The same, for a decision that reckons with another load.
    public Announcement reckoning(double factor) {
        return new Announcement(waitMillis, pool, factor);
    }
}
