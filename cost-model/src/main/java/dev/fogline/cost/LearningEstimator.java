package dev.fogline.cost;

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
import java.util.TreeMap;

/// The built-in estimator: assumed speeds until a candidate has answered, learnt ones from then on,
/// and every amount with the interval that nine of ten answers keep.
///
/// ```
/// firstTokenMillis = wait + load + rtt + prefill(uncached prompt tokens, running)     see FirstToken
/// totalMillis      = firstTokenMillis + decode(output tokens, running, context)      see Decoding
/// costUsd          = tokens * prices + operating cost                                 see Charges
/// energyJoules     = busyWatts * busySeconds / batch + joulesPerToken * tokens
/// ```
///
/// One set of speeds per backend and model: what one server taught says nothing of another.
/// Immutable. Equal observations in equal order make equal estimators, to the last bit.
public final class LearningEstimator implements Estimator {

    /// Changes with every change of what is saved.
    private static final int FORMAT = 1;

    /// Backends and models together, as a bound on what is loaded.
    private static final int MOST_KEYS = 100_000;

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

    /// The estimator that was saved; its quality model is not in what was saved.
    ///
    /// @throws IllegalArgumentException if the bytes are not what [#save] gave
    public static LearningEstimator load(byte[] saved, QualityModel quality) {
        var from = new SavedBytes.Reader(saved);
        from.number(FORMAT, FORMAT);
        int keys = from.number(0, MOST_KEYS);
        var speeds = new HashMap<String, Speeds>();
        for (int i = 0; i < keys; i++) {
            speeds.put(from.text(), Speeds.load(from));
        }
        if (!from.atEnd()) {
            throw new IllegalArgumentException("the state goes on after its end");
        }
        return new LearningEstimator(speeds, quality);
    }

    @Override
    public byte[] save() {
        var to = new SavedBytes.Writer();
        to.number(FORMAT).number(speeds.size());
        new TreeMap<>(speeds)
                .forEach(
                        (key, known) -> {
                            to.text(key);
                            known.save(to);
                        });
        return to.bytes();
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
        return speeds.getOrDefault(measured.key(), Speeds.assumed(measured.tier())).times(measured);
    }

    /// How many drifts of speed were noticed so far, by `backend/model`; those without one are left
    /// out.
    public Map<String, Long> drifts() {
        var drifts = new TreeMap<String, Long>();
        speeds.forEach(
                (key, known) -> {
                    if (known.drifts() > 0) {
                        drifts.put(key, known.drifts());
                    }
                });
        return drifts;
    }

    private LearningEstimator learn(Measured measured) {
        var next = new HashMap<>(speeds);
        Speeds before = speeds.get(measured.key());
        next.put(
                measured.key(),
                (before == null ? Speeds.assumed(measured.tier()) : before).learn(measured));
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
