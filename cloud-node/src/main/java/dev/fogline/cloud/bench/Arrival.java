package dev.fogline.cloud.bench;

/// One request of a run.
///
/// @param atSeconds after the run's beginning, ≥ 0
/// @param promptTokens ≥ 1
/// @param outputTokens ≥ 1
record Arrival(double atSeconds, int promptTokens, int outputTokens) {

    Arrival at(double seconds) {
        return new Arrival(seconds, promptTokens, outputTokens);
    }
}
