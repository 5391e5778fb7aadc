package dev.fogline.spi;

/// What work on a model takes: a draw while it is busy plus an amount per token; and how much
/// carbon dioxide is set free for it.
///
/// @param busyWatts drawn above idle while requests run, ≥ 0, shared by those of one batch; what is
///   known of a device
/// @param joulesPerToken per prompt or generated token, ≥ 0; what is known of a shared pool
/// @param gramsCo2PerKilowattHour of the electricity where it runs, ≥ 0; 0 if nobody said
/// @param source where the figures come from; begins with `assumed` where nobody measured them
public record EnergyProfile(
        double busyWatts, double joulesPerToken, double gramsCo2PerKilowattHour, String source) {

    private static final String ASSUMED = "assumed";

    public EnergyProfile {
        if (!(busyWatts >= 0 && joulesPerToken >= 0 && gramsCo2PerKilowattHour >= 0)) {
            throw new IllegalArgumentException(
                    "busyWatts "
                            + busyWatts
                            + ", joulesPerToken "
                            + joulesPerToken
                            + ", gramsCo2PerKilowattHour "
                            + gramsCo2PerKilowattHour);
        }
    }

    /// Whether nobody measured them, as the source says.
    public boolean assumed() {
        return source.startsWith(ASSUMED);
    }

    /// A profile of which no carbon intensity is known.
    public EnergyProfile(double busyWatts, double joulesPerToken, String source) {
        this(busyWatts, joulesPerToken, 0, source);
    }
}
