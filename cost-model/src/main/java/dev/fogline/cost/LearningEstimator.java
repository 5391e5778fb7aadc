package dev.fogline.cost;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.request.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The built-in estimator: assumed speeds until a candidate has answered, learnt ones from then on.
///
/// ```
/// firstTokenMillis = waitMillis + prefill(promptTokens)
/// totalMillis      = firstTokenMillis + decode(outputTokens - 1)
/// costUsd          = promptTokens * inputPrice + outputTokens * outputPrice
/// energyJoules     = busyWatts * busySeconds + joulesPerToken * (promptTokens + outputTokens)
/// ```
///
/// One set of speeds per backend and model: what one server taught says nothing of another.
/// Immutable.
public final class LearningEstimator implements Estimator {

    private final Map<String, Speeds> speeds;
    private final QualityModel quality;

    private LearningEstimator(Map<String, Speeds> speeds, QualityModel quality) {
        this.speeds = Map.copyOf(speeds);
        this.quality = quality;
    }

    /// An estimator that has seen no answer yet.
    public static LearningEstimator withQuality(QualityModel quality) {
        return new LearningEstimator(Map.of(), quality);
    }

    @Override
    public Estimate estimate(Features features, Candidate candidate, long nowNanos) {
        return working(features, candidate).estimate();
    }

    @Override
    public List<Explanation> explain(Features features, Candidate candidate, long nowNanos) {
        return Explanations.of(working(features, candidate));
    }

    @Override
    public LearningEstimator learn(Observation observation) {
        return switch (observation) {
            case Measured measured -> learn(measured);
        };
    }

    private LearningEstimator learn(Measured measured) {
        var next = new HashMap<>(speeds);
        String key = measured.backend() + "/" + measured.model();
        next.put(key, next.getOrDefault(key, Speeds.assumed(measured.tier())).learn(measured));
        return new LearningEstimator(next, quality);
    }

    private Working working(Features features, Candidate candidate) {
        Speeds known = speeds.get(candidate.key());
        return Working.of(
                features,
                candidate,
                known == null ? Speeds.assumed(candidate.model().tier()) : known,
                quality);
    }
}
