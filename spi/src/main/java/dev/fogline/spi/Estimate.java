package dev.fogline.spi;

import dev.fogline.spi.request.Spread;

/// What serving a request on a candidate would take, in physical units; nothing is weighed yet.
///
/// @param firstTokenMillis from the start of the attempt to the first content
/// @param totalMillis from the start of the attempt to the end of the answer
/// @param costUsd expected money, ≥ 0; for ranking, the ledger is exact
/// @param energyJoules expected energy, ≥ 0
/// @param quality probability that the answer is good enough, in [0, 1]
public record Estimate(
        Spread firstTokenMillis,
        Spread totalMillis,
        double costUsd,
        double energyJoules,
        double quality) {

    public Estimate {
        if (!(costUsd >= 0 && costUsd < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("costUsd " + costUsd + " not in [0, infinity)");
        }
        if (!(energyJoules >= 0 && energyJoules < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "energyJoules " + energyJoules + " not in [0, infinity)");
        }
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality " + quality + " not in [0, 1]");
        }
    }
}
