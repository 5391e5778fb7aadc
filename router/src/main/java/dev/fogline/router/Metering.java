package dev.fogline.router;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import java.util.OptionalDouble;

/// Which energy profile holds for a backend: what was configured, or, of a device whose power is
/// only assumed, what was measured meanwhile. Safe for many threads.
final class Metering {

    private static final String MEASURED = "measured on this device";

    private volatile OptionalDouble busyWatts = OptionalDouble.empty();

    /// @param watts drawn above idle while requests run on the device, ≥ 0; empty while unknown
    void busyWatts(OptionalDouble watts) {
        busyWatts = watts;
    }

    EnergyProfile of(BackendSetup setup) {
        EnergyProfile configured = setup.energy();
        OptionalDouble watts = busyWatts;
        return setup.tier() == Tier.DEVICE && watts.isPresent() && configured.assumed()
                ? new EnergyProfile(
                        watts.getAsDouble(),
                        configured.joulesPerToken(),
                        configured.gramsCo2PerKilowattHour(),
                        MEASURED)
                : configured;
    }
}
