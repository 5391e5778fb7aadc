package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.Observation;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What policies would do with requests whose figures are known already: the same decision as a
/// node's, and nobody is asked.
///
/// Quotas move with the requests, so the order of calls counts. Used by one thread.
public final class PolicyTrial {

    private static final Allowance UNLIMITED =
            new Allowance("", 0, Budgets.UNLIMITED, Instant.EPOCH);

    private final Extraction extraction = new Extraction();
    private final Deciders deciders;

    public PolicyTrial(PolicyBook book) {
        deciders = new Deciders(book, Constraints.builtIn(book.aliases()), Map.of(), Map.of());
    }

    /// @param policy its name; an unknown one refuses
    /// @param figures what each candidate would take and be worth
    public Decision decide(String policy, InferenceRequest request, List<Eligible> figures) {
        var call = new Call(request, Optional.of(policy), Call.Reuse.NEVER);
        Taken taken = deciders.take(call, UNLIMITED);
        var snapshot =
                new Snapshot(
                        figures.stream().map(Eligible::candidate).toList(),
                        Availability.UNRESTED,
                        Balancing.NONE);
        Decision decision =
                taken.decide(
                        extraction.of(taken.request()),
                        snapshot,
                        new Learned(new Given(figures), 0),
                        0);
        taken.count(decision);
        return decision;
    }

    /// Says what it was given.
    private record Given(List<Eligible> figures) implements Estimator {

        @Override
        public Estimate estimate(Features features, Candidate candidate, long nowNanos) {
            return figures.stream()
                    .filter(one -> one.candidate().key().equals(candidate.key()))
                    .findFirst()
                    .orElseThrow()
                    .estimate();
        }

        @Override
        public List<Explanation> explain(Features features, Candidate candidate, long nowNanos) {
            return List.of();
        }

        @Override
        public Estimator learn(Observation observation) {
            return this;
        }
    }
}
