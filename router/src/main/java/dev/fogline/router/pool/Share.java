package dev.fogline.router.pool;

/// One member as a decision sees it.
///
/// @param requests that it has, running and waiting, ≥ 0; counted now, not when it was last asked
/// @param ramp how far it has come into use again, in (0, 1]; 1 for all of its share
public record Share(int requests, double ramp) {

    public Share {
        if (requests < 0 || !(ramp > 0 && ramp <= 1)) {
            throw new IllegalArgumentException("requests " + requests + ", ramp " + ramp);
        }
    }

    /// What one more would make of it.
    double crowd() {
        return (requests + 1) / ramp;
    }
}
