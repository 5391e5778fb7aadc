package dev.fogline.router;

import dev.fogline.router.pool.IdleEstimate;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Features;

/// What a request would take of candidates that have nothing else to do, or prompts to read first:
/// together they are as one that is so much longer. Pure, as long as the estimator is; where that
/// throws, the estimate at the present load stands in.
///
/// @param estimator that predicts
/// @param features of the request
record IdleEstimates(Estimator estimator, Features features, long nowNanos)
        implements IdleEstimate {

    @Override
    public Estimate of(Option.Single option, int unreadTokens) {
        try {
            return estimator.estimate(behind(unreadTokens), idle(option.candidate()), nowNanos);
        } catch (RuntimeException | LinkageError thrown) {
            return option.estimate();
        }
    }

    private Features behind(int unreadTokens) {
        return unreadTokens == 0
                ? features
                : new Features(
                        features.characters() + Extraction.characters(unreadTokens),
                        features.promptTokens() + unreadTokens,
                        features.outputTokens(),
                        features.mostOutputTokens(),
                        features.dataClass(),
                        features.needs(),
                        features.kind(),
                        features.prefixHash(),
                        features.terms());
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
