package dev.fogline.router.fair;

import java.util.OptionalDouble;

/// What a schedule is told of the world around it.
///
/// @param nanos on the router's clock
/// @param seats requests that whoever answers should have at once, ≥ 0; [Integer#MAX_VALUE] if
///   nobody knows
/// @param servicePerSecond that all slots together give while somebody waits, positive; empty while
///   it was not measured
public record Moment(long nanos, int seats, OptionalDouble servicePerSecond) {

    static final Moment UNKNOWN = new Moment(0, Integer.MAX_VALUE, OptionalDouble.empty());

    public Moment {
        if (seats < 0) {
            throw new IllegalArgumentException("seats " + seats + " below 0");
        }
    }
}
