package dev.fogline.edge.power;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The energy counters of the processor packages (RAPL, as Linux shows them below
/// `/sys/class/powercap`): microjoules that grow and begin anew at `max_energy_range_uj`.
///
/// Most systems let only root read them since CVE-2020-8694.
final class Powercap implements PowerSource {

    /// Packages alone: `intel-rapl:0`, but not its parts such as `intel-rapl:0:1`.
    private static final String PACKAGES = "intel-rapl:[0-9]";

    private static final double MICROJOULES_PER_NANOSECOND_WATT = 1e-3;

    private final List<Path> packages;
    private final long[] lastMicrojoules;
    private long lastNanos;
    private boolean begun;

    private Powercap(List<Path> packages) {
        this.packages = packages;
        this.lastMicrojoules = new long[packages.size()];
    }

    /// @return empty if there are none, or they may not be read
    static Optional<PowerSource> open(Path powercap) {
        List<Path> packages = Readings.folders(powercap, PACKAGES);
        boolean readable = packages.stream().allMatch(folder -> energy(folder).isPresent());
        return packages.isEmpty() || !readable
                ? Optional.empty()
                : Optional.of(new Powercap(packages));
    }

    @Override
    public OptionalDouble watts(long nowNanos) {
        double microjoules = 0;
        for (int i = 0; i < packages.size(); i++) {
            OptionalLong energy = energy(packages.get(i));
            if (energy.isEmpty()) {
                begun = false;
                return OptionalDouble.empty();
            }
            microjoules += grown(packages.get(i), lastMicrojoules[i], energy.getAsLong());
            lastMicrojoules[i] = energy.getAsLong();
        }
        long passedNanos = nowNanos - lastNanos;
        boolean before = begun;
        lastNanos = nowNanos;
        begun = true;
        return before && passedNanos > 0
                ? OptionalDouble.of(microjoules / (passedNanos * MICROJOULES_PER_NANOSECOND_WATT))
                : OptionalDouble.empty();
    }

    private static long grown(Path folder, long before, long now) {
        return now >= before
                ? now - before
                : now
                        - before
                        + Readings.number(folder.resolve("max_energy_range_uj")).orElse(before);
    }

    private static OptionalLong energy(Path folder) {
        return Readings.number(folder.resolve("energy_uj"));
    }
}
