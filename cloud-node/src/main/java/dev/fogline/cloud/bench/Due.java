package dev.fogline.cloud.bench;

/// A request that somebody sends.
///
/// @param arrival when, and how large
/// @param tenant whose; empty where the node knows none
record Due(Arrival arrival, String tenant) {

    static Due anybody(Arrival arrival) {
        return new Due(arrival, "");
    }
}
