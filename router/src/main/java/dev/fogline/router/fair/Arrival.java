package dev.fogline.router.fair;

/// What becomes of a request that comes to a [FairSchedule].
public sealed interface Arrival {

    /// It waits; [FairSchedule#next] tells when its turn is.
    record Waits(Ticket ticket) implements Arrival {}

    /// It waits in the place of another one, which must go.
    ///
    /// @param evicted the newest of the tenant with the most waiting requests for its priority
    record WaitsInPlaceOf(Ticket ticket, Ticket evicted) implements Arrival {}

    /// Every place is taken, and no tenant has more waiting for its priority than this one.
    record Full() implements Arrival {}
}
