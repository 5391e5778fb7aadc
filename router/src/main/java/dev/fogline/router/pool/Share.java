package dev.fogline.router.pool;

/// One member as a decision sees it.
///
/// @param requests that it has, running and waiting, ≥ 0; counted now, not when it was last asked
/// @param unreadTokens of the prompts of our requests there that have no first token yet, ≥ 0;
///   counted now
/// @param ramp how far it has come into use again, in (0, 1]; 1 for all of its share
public record Share(int requests, int unreadTokens, double ramp) {

    /// So many of its slots more than the one are kept in its own queue, one in so many (assumed: a
    /// slot that comes free must not wait for the news to travel; of 200 slots one comes free every
    /// 25 ms where an answer takes 5 s).
    private static final int SLOTS_PER_SPARE = 16;

    public Share {
        if (requests < 0 || unreadTokens < 0 || !(ramp > 0 && ramp <= 1)) {
            throw new IllegalArgumentException(
                    "requests " + requests + ", unreadTokens " + unreadTokens + ", ramp " + ramp);
        }
    }

    /// Nothing is to be read.
    Share(int requests, double ramp) {
        this(requests, 0, ramp);
    }

    /// What one more would make of it.
    double crowd() {
        return (requests + 1) / ramp;
    }

    /// How many requests it should have at most: as many as it runs, and a few in its own queue, so
    /// that none of its slots is idle while the next one is on its way.
    ///
    /// @param slots that it has; [Integer#MAX_VALUE] if unknown, and so is the answer
    int seats(int slots) {
        return slots == Integer.MAX_VALUE
                ? slots
                : (int) Math.ceil(ramp * (slots + 1 + slots / SLOTS_PER_SPARE));
    }
}
