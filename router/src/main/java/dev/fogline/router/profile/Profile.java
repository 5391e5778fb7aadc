package dev.fogline.router.profile;

import dev.fogline.cost.MeasuredSpeed;
import java.time.Instant;
import java.util.Optional;

/// How fast a model file proved to be on a device.
///
/// @param model as its user calls it
/// @param file that was measured
/// @param device it was measured on
/// @param measuredAt when
/// @param source how, for readers
/// @param speed what came out
/// @param residentMib memory of whatever ran the model, ≥ 0
public record Profile(
        String model,
        FileMark file,
        Device device,
        Instant measuredAt,
        String source,
        MeasuredSpeed speed,
        double residentMib) {

    /// Why it says nothing of this file on this device; empty if it does.
    Optional<String> objection(FileMark now, Device here) {
        if (!device.sameAs(here)) {
            return Optional.of("was measured on another machine (" + device + ")");
        }
        if (!file.equals(now)) {
            return Optional.of("was measured before the file was changed");
        }
        return Optional.empty();
    }
}
