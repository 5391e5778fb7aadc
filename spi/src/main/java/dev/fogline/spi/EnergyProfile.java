package dev.fogline.spi;

/// What work on a model takes: a draw while it is busy plus an amount per token.
///
/// @param busyWatts drawn above idle while a request runs, ≥ 0; what is known of a device
/// @param joulesPerToken per prompt or generated token, ≥ 0; what is known of a shared pool
/// @param source where the figures come from; begins with `assumed` where nobody measured them
public record EnergyProfile(double busyWatts, double joulesPerToken, String source) {

    public EnergyProfile {
        if (!(busyWatts >= 0 && joulesPerToken >= 0)) {
            throw new IllegalArgumentException(
                    "busyWatts " + busyWatts + ", joulesPerToken " + joulesPerToken);
        }
    }
}
