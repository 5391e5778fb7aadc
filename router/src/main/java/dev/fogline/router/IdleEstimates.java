package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Features;
import java.util.function.Function;

/// What a request would take of candidates that have nothing else to do. Pure, as long as the
/// estimator is; where that throws, the estimate at the present load stands in.
///
/// @param estimator that predicts
/// @param features of the request
record IdleEstimates(Estimator estimator, Features features, long nowNanos)
        implements Function<Option.Single, Estimate> {

    @Override
    public Estimate apply(Option.Single option) {
        try {
            return estimator.estimate(features, idle(option.candidate()), nowNanos);
        } catch (RuntimeException | LinkageError thrown) {
            return option.estimate();
        }
    }

    private static Candidate idle(Candidate candidate) {
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
                        node.observedAtNanos()));
    }
}
