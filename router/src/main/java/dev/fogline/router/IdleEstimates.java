package dev.fogline.router;

import dev.fogline.router.pool.IdleEstimate;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Features;

/// What a request would take of candidates that have nothing else to do, or only prompts to read
/// first. Pure, as long as the estimator is; where that throws, the estimate at the present load
/// stands in.
///
/// @param estimator that predicts
/// @param features of the request
record IdleEstimates(Estimator estimator, Features features, long nowNanos)
        implements IdleEstimate {

    @Override
    public Estimate of(Option.Single option, int unreadTokens) {
        try {
            return estimator.estimate(features, idle(option.candidate(), unreadTokens), nowNanos);
        } catch (RuntimeException | LinkageError thrown) {
            return option.estimate();
        }
    }

    private static Candidate idle(Candidate candidate, int unreadTokens) {
        NodeState node = candidate.node();
        return new Candidate(
                candidate.backend(),
                candidate.model(),
                new NodeState(
                                node.readiness(),
                                node.slots(),
                                0,
                                0,
                                node.decodeTokensPerSecond(),
                                0,
                                node.rttMillis(),
                                node.observedAtNanos())
                        .reading(unreadTokens));
    }
}
