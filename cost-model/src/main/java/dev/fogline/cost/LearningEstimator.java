package dev.fogline.cost;

import dev.fogline.cost.cascade.DraftModels;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The built-in estimator: assumed or measured speeds until a candidate has answered, learnt ones
/// from then on, and every amount with the interval that nine of ten answers keep.
///
/// ```
/// firstTokenMillis = wait + load + rtt + prefill(uncached prompt tokens, running)     see FirstToken
/// totalMillis      = firstTokenMillis + decode(output tokens, running, context)      see Decoding
/// costUsd          = tokens * prices + operating cost                                 see Charges
/// energyJoules     = busyWatts * busySeconds / batch + joulesPerToken * tokens
/// ```
///
/// One set of speeds per backend and model: what one server taught says nothing of another. Grades
/// are learnt per model and its revision, see [OnlineQuality]. Immutable. Equal observations in
/// equal order make equal estimators, to the last bit.
public final class LearningEstimator implements Estimator {

    /// Changes with every change of what is saved.
    private static final int FORMAT = 3;

    /// Backends and models together, as a bound on what is loaded.
    private static final int MOST_KEYS = 100_000;

    private final Map<String, Speeds> speeds;
    private final Map<String, FirstSpeed> first;
    private final OnlineQuality quality;
    private final DraftModels drafts;

    private LearningEstimator(
            Map<String, Speeds> speeds,
            Map<String, FirstSpeed> first,
            OnlineQuality quality,
            DraftModels drafts) {
        this.speeds = Map.copyOf(speeds);
        this.first = Map.copyOf(first);
        this.quality = quality;
        this.drafts = drafts;
    }

    /// An estimator that has seen no answer yet.
    public static LearningEstimator withQuality(QualityModel quality) {
        return new LearningEstimator(
                Map.of(), Map.of(), OnlineQuality.over(quality), DraftModels.NONE);
    }

    /// The same, but what has not answered yet is expected to be as fast as it was measured, or as
    /// its size allows.
    ///
    /// @param speeds by `backend/model`
    public LearningEstimator startingFrom(Map<String, FirstSpeed> speeds) {
        return new LearningEstimator(this.speeds, speeds, quality, drafts);
    }

    /// The same, with what is known of drafts: then there are cascades.
    public LearningEstimator trusting(DraftModels drafts) {
        return new LearningEstimator(speeds, first, quality, drafts);
    }

    /// The estimator that was saved; its quality model and first speeds are not in what was saved,
    /// what grades taught is.
    ///
    /// @throws IllegalArgumentException if the bytes are not what [#save] gave beside an equal
    ///   quality model
    public static LearningEstimator load(byte[] saved, QualityModel quality) {
        var from = new SavedBytes.Reader(saved);
        from.number(FORMAT, FORMAT);
        int keys = from.number(0, MOST_KEYS);
        var speeds = new HashMap<String, Speeds>();
        for (int i = 0; i < keys; i++) {
            speeds.put(from.text(), Speeds.load(from));
        }
        OnlineQuality graded = OnlineQuality.load(from.part(), quality);
        if (!from.atEnd()) {
            throw new IllegalArgumentException("the state goes on after its end");
        }
        return new LearningEstimator(speeds, Map.of(), graded, DraftModels.NONE);
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
        return to.part(quality.save()).bytes();
    }

    @Override
    public Estimate estimate(Features features, Candidate candidate, long nowNanos) {
        return working(features, candidate).estimate();
    }

    @Override
    public List<Explanation> explain(Features features, Candidate candidate, long nowNanos) {
        return Explanations.of(working(features, candidate), nowNanos);
    }

    @Override
    public List<Option.Cascade> cascades(
            Features features, Option.Single draft, Option.Single next, int holdTokens) {
        return drafts.cascades(draft, next, holdTokens);
    }

    @Override
    public LearningEstimator learn(Observation observation) {
        return switch (observation) {
            case Measured answer -> learn(answer);
            case Graded graded ->
                    new LearningEstimator(speeds, first, quality.learn(graded), drafts);
        };
    }

    /// What would have been predicted for an answer that was measured, had the number of its tokens
    /// been known: to be asked before the answer is learnt from.
    public Times timesGiven(Measured measured) {
        return speeds(measured.key(), measured.tier()).times(measured);
    }

    /// How long a request that comes now would wait before it is begun, milliseconds, ≥ 0.
    public double waitMillis(Candidate candidate) {
        return speeds(candidate.key(), candidate.model().tier())
                .first()
                .waitMillis(Occupancy.of(candidate.node()));
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

    private LearningEstimator learn(Measured answer) {
        var next = new HashMap<>(speeds);
        next.put(answer.key(), speeds(answer.key(), answer.tier()).learn(answer));
        return new LearningEstimator(next, first, quality, drafts);
    }

    private Speeds speeds(String key, Tier tier) {
        Speeds learnt = speeds.get(key);
        if (learnt != null) {
            return learnt;
        }
        FirstSpeed before = first.get(key);
        return before == null ? Speeds.assumed(tier) : Speeds.of(before);
    }

    private Working working(Features features, Candidate candidate) {
        return Working.of(
                features, candidate, speeds(candidate.key(), candidate.model().tier()), quality);
    }
}
