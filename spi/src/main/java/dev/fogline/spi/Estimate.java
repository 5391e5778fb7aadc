package dev.fogline.spi;

import dev.fogline.spi.request.Spread;

/// What serving a request on a candidate would take, in physical units; nothing is weighed yet.
///
/// Every amount comes with its 90 % interval.
///
/// @param firstTokenMillis from the start of the attempt to the first content
/// @param totalMillis from the start of the attempt to the end of the answer
/// @param costUsd money; for ranking, the ledger is exact
/// @param energyJoules energy
/// @param quality probability that the answer is good enough, in [0, 1]
public record Estimate(
        Spread firstTokenMillis,
        Spread totalMillis,
        Spread costUsd,
        Spread energyJoules,
        double quality) {

    public Estimate {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality " + quality + " not in [0, 1]");
        }
    }
}
