package dev.fogline.router.fair;

import java.time.Duration;

/// The bounds of the fair queue.
///
/// @param slots requests that run at once, ≥ 1: as many as the pool answers without slowing down
/// @param places for requests that wait, ≥ 0; those beyond them are turned away
/// @param longestWait that a request may wait, positive; its own deadline may be sooner
public record QueueSetup(int slots, int places, Duration longestWait) {

    public QueueSetup {
        if (slots < 1 || places < 0 || !longestWait.isPositive()) {
            throw new IllegalArgumentException(
                    "slots " + slots + ", places " + places + ", longestWait " + longestWait);
        }
    }
}
