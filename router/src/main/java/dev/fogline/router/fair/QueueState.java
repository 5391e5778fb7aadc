package dev.fogline.router.fair;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// A queue at one moment.
///
/// @param slots that there are
/// @param running requests in a slot
/// @param waiting requests
/// @param servicePerSecond weighted tokens that all slots together give; empty if that was never
///   measured
/// @param expectedWait of a usual request of a tenant with nothing waiting; empty if unknown
public record QueueState(
        int slots,
        int running,
        int waiting,
        OptionalDouble servicePerSecond,
        Optional<Duration> expectedWait) {}
