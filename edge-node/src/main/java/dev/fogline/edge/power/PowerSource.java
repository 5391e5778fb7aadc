package dev.fogline.edge.power;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Where the machine tells what it draws. Used by one thread.
interface PowerSource {

    /// @param nowNanos of a clock that does not go back
    /// @return mean watts since the call before; empty if it does not say now
    OptionalDouble watts(long nowNanos);

    /// The first that says anything: the processor's energy counters, then the battery.
    ///
    /// @param sys the kernel's tree of devices, `/sys`
    static Optional<PowerSource> find(Path sys) {
        return Stream.of(
                        Powercap.open(sys.resolve("class/powercap")),
                        Battery.open(sys.resolve("class/power_supply")))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
