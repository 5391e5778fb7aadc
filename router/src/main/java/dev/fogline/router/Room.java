package dev.fogline.router;

/// How many requests all members of a pool should have at most, and how many more they can take.
///
/// @param seats of all members, ≥ 0; [Integer#MAX_VALUE] where nobody knows
/// @param free of these, ≥ 0; [Integer#MAX_VALUE] where nobody knows
record Room(int seats, int free) {

    /// Nobody knows, or nobody is to wait.
    static final Room UNKNOWN = new Room(Integer.MAX_VALUE, Integer.MAX_VALUE);

    Room {
        if (seats < 0 || free < 0) {
            throw new IllegalArgumentException("seats " + seats + ", free " + free);
        }
    }
}
