package dev.fogline.edge.config;

import dev.fogline.edge.beacon.BeaconSetup;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The key `beacon`.
final class BeaconSection {

    private static final int MOST_MILLIS = 600_000;
    private static final int MOST_SUBSCRIBERS = 1_000_000;

    private BeaconSection() {}

    /// @param top the whole configuration
    /// @param usual where nothing is configured
    static BeaconSetup read(Section top, BeaconSetup usual) {
        Optional<Section> section = top.section("beacon");
        return section.map(beacon -> read(beacon)).orElse(usual);
    }

    private static BeaconSetup read(Section beacon) {
        beacon.knowing(Set.of("interval-millis", "least-interval-millis", "change", "subscribers"));
        BeaconSetup usual = BeaconSetup.shared();
        long interval =
                beacon.whole("interval-millis", 1, MOST_MILLIS, usual.interval().toMillis());
        long least = Math.min(interval, usual.leastInterval().toMillis());
        return new BeaconSetup(
                Duration.ofMillis(interval),
                Duration.ofMillis(beacon.whole("least-interval-millis", 1, interval, least)),
                beacon.number("change", 0, 1, usual.change()),
                (int) beacon.whole("subscribers", 0, MOST_SUBSCRIBERS, usual.subscribers()));
    }
}
