package dev.fogline.edge.beacon;

import java.time.Duration;

/// How a node announces its load.
///
/// @param interval at most between two announcements, above 0
/// @param leastInterval at least between two, above 0 and at most `interval`
/// @param change share of the announced load by which it must have moved to be announced before the
///   interval is over, in [0, 1]; less than one request is no change
/// @param subscribers that may listen at a time; 0 for no beacon
public record BeaconSetup(
        Duration interval, Duration leastInterval, double change, int subscribers) {

    /// Ten looks a second at most, 5 % of the load: an edge decides with a load that is a tenth of
    /// a second old, which is little beside the seconds that answers take.
    private static final BeaconSetup USUAL =
            new BeaconSetup(Duration.ofSeconds(1), Duration.ofMillis(100), 0.05, 1_000);

    public BeaconSetup {
        if (!interval.isPositive()
                || !leastInterval.isPositive()
                || leastInterval.compareTo(interval) > 0
                || !(change >= 0 && change <= 1)
                || subscribers < 0) {
            throw new IllegalArgumentException(
                    "interval "
                            + interval
                            + ", leastInterval "
                            + leastInterval
                            + ", change "
                            + change
                            + ", subscribers "
                            + subscribers);
        }
    }

    /// Of a node that many share, where nothing is configured.
    public static BeaconSetup shared() {
        return USUAL;
    }

    /// Of a node on somebody's device: nobody may subscribe.
    public static BeaconSetup alone() {
        return new BeaconSetup(USUAL.interval, USUAL.leastInterval, USUAL.change, 0);
    }
}
