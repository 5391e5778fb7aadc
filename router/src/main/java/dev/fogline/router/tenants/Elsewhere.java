package dev.fogline.router.tenants;

/// What a tenant has lately taken on other nodes, as far as this one was told: a second or two ago.
///
/// @param tokensLastMinute read and generated, of requests that ended in the last sixty seconds, ≥
///   0
/// @param nanoUsdToday spent in this day of UTC, ≥ 0
public record Elsewhere(long tokensLastMinute, long nanoUsdToday) {

    /// Nothing, or there are no other nodes.
    public static final Elsewhere NOTHING = new Elsewhere(0, 0);
}
