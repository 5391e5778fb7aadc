package dev.fogline.cost;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.answer.Usage;
import java.util.OptionalDouble;

/// Energy of an attempt that has ended, from the profile: as far as the profile is assumed, so is
/// this.
///
/// ```
/// joules = busyWatts * busySeconds + joulesPerToken * (promptTokens - cachedPromptTokens + outputTokens)
/// ```
///
/// Cached tokens are not computed again, so they take nothing. Of requests that share a batch each
/// has its part of the busy seconds.
public final class Energy {

    static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    private Energy() {}

    /// @param busySeconds from the start of the attempt to its end, or its part of them, ≥ 0
    /// @return joules, ≥ 0
    public static double joules(EnergyProfile profile, Usage usage, double busySeconds) {
        long computed =
                (long) usage.promptTokens() - usage.cachedPromptTokens() + usage.outputTokens();
        return profile.busyWatts() * busySeconds + profile.joulesPerToken() * computed;
    }

    /// Carbon dioxide that is set free for so much energy: `joules / 3.6e6 *
    /// gramsCo2PerKilowattHour`.
    ///
    /// @param joules ≥ 0
    /// @return grams; empty if nobody said how clean the electricity is
    public static OptionalDouble gramsCo2(EnergyProfile profile, double joules) {
        return profile.gramsCo2PerKilowattHour() > 0
                ? OptionalDouble.of(
                        joules / JOULES_PER_KILOWATT_HOUR * profile.gramsCo2PerKilowattHour())
                : OptionalDouble.empty();
    }
}
