package dev.fogline.spi;

import dev.fogline.spi.request.Features;
import java.util.List;

/// Predicts what serving a request on a candidate would take.
///
/// Answers: *how long, how much money, how much energy, how good?* It does not choose; see
/// [Policy].
///
/// **Called** once per candidate and request, concurrently, on the request's thread. **Pure**:
/// equal arguments give equal results; no clock, randomness, IO or logging. Budget: 20 µs a call.
/// **Immutable**: [#learn] returns the next estimator and leaves this one as it was; one thread
/// calls it, in the journal's order, while others still read this one.
public interface Estimator {

    /// @param nowNanos the router's clock, nanoseconds, arbitrary origin;
    ///   `candidate.node().observedAtNanos()` is on it too
    /// @return every figure finite and ≥ 0
    Estimate estimate(Features features, Candidate candidate, long nowNanos);

    /// The same figures as [#estimate] with how they arose.
    ///
    /// @return five trees in the order of [Estimate]'s components, whose roots equal the medians
    ///   and values of the estimate; others may follow
    List<Explanation> explain(Features features, Candidate candidate, long nowNanos);

    /// The cascades that could be made of two candidates: for each rule that is worth a thought,
    /// with what both together would take. Called once per pair that comes into question.
    ///
    /// @param draft would be asked first; as [#estimate] sees it
    /// @param next would be asked if the draft is not good enough; as [#estimate] sees it
    /// @param holdTokens of the draft at most, ≥ 1
    /// @return by growing probability of handing over; empty if nothing was learnt of the drafts
    default List<Option.Cascade> cascades(
            Features features, Option.Single draft, Option.Single next, int holdTokens) {
        return List.of();
    }

    /// The estimator that knows this observation too; this one if there is nothing to learn from
    /// it.
    Estimator learn(Observation observation);

    /// What its provider can make it from again, so that a node that starts need not teach it all
    /// it ever saw. Called by the thread that calls [#learn].
    ///
    /// @return equal bytes for estimators that learnt the same in the same order; empty if it
    ///   cannot be saved and is to be taught again
    default byte[] save() {
        return new byte[0];
    }
}
