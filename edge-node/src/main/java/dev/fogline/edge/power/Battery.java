package dev.fogline.edge.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What the first battery gives while it is discharged: the draw of the whole device.
final class Battery implements PowerSource {

    private static final double MICRO = 1e-6;

    private final Path folder;

    private Battery(Path folder) {
        this.folder = folder;
    }

    /// @return empty if there is none
    static Optional<PowerSource> open(Path supplies) {
        return Readings.folders(supplies, "BAT*").stream().findFirst().map(Battery::new);
    }

    /// `power_now` in microwatts, or `current_now` in microamperes times `voltage_now` in
    /// microvolts; empty while it is charged or full.
    @Override
    public OptionalDouble watts(long nowNanos) {
        if (!discharging()) {
            return OptionalDouble.empty();
        }
        OptionalLong power = Readings.number(folder.resolve("power_now"));
        if (power.isPresent()) {
            return OptionalDouble.of(Math.abs(power.getAsLong() * MICRO));
        }
        OptionalLong current = Readings.number(folder.resolve("current_now"));
        OptionalLong voltage = Readings.number(folder.resolve("voltage_now"));
        return current.isPresent() && voltage.isPresent()
                ? OptionalDouble.of(
                        Math.abs(current.getAsLong() * MICRO * voltage.getAsLong() * MICRO))
                : OptionalDouble.empty();
    }

    private boolean discharging() {
        try {
            return Files.readString(folder.resolve("status")).strip().equals("Discharging");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
