package dev.fogline.cost;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
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
    private final Map<String, MeasuredSpeed> measured;
    private final QualityModel quality;

    private LearningEstimator(
            Map<String, Speeds> speeds, Map<String, MeasuredSpeed> measured, QualityModel quality) {
        this.speeds = Map.copyOf(speeds);
        this.measured = Map.copyOf(measured);
        this.quality = quality;
    }

    /// An estimator that has seen no answer yet.
    public static LearningEstimator withQuality(QualityModel quality) {
        return new LearningEstimator(Map.of(), Map.of(), quality);
    }

    /// The same, but these candidates begin with what was measured instead of what is assumed.
    ///
    /// @param speeds by `backend/model`
    public LearningEstimator startingFrom(Map<String, MeasuredSpeed> speeds) {
        return new LearningEstimator(this.speeds, speeds, quality);
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

    /// What would have been predicted for an answer that was measured, had the number of its tokens
    /// been known: to be asked before the answer is learnt from.
    public Times timesGiven(Measured measured) {
        Speeds known = speeds(measured.key(), measured.tier());
        int following = Math.max(0, measured.usage().outputTokens() - 1);
        Spread first =
                known.firstTokenSpread()
                        .around(known.firstToken().at(measured.usage().promptTokens()));
        double decodeMillis = following == 0 ? 0 : known.decode().at(following);
        Spread decode = known.decodeSpread().around(decodeMillis);
        return new Times(
                first,
                new Spread(
                        first.p05() + decode.p05(),
                        first.median() + decode.median(),
                        first.p95() + decode.p95()),
                following == 0 ? 0 : decodeMillis / following);
    }

    private LearningEstimator learn(Measured answer) {
        var next = new HashMap<>(speeds);
        String key = answer.key();
        next.put(key, speeds(key, answer.tier()).learn(answer));
        return new LearningEstimator(next, measured, quality);
    }

    private Speeds speeds(String key, Tier tier) {
        Speeds learnt = speeds.get(key);
        if (learnt != null) {
            return learnt;
        }
        MeasuredSpeed before = measured.get(key);
        return before == null ? Speeds.assumed(tier) : Speeds.measured(before);
    }

    private Working working(Features features, Candidate candidate) {
        return Working.of(
                features, candidate, speeds(candidate.key(), candidate.model().tier()), quality);
    }
}
