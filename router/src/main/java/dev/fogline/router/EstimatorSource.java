package dev.fogline.router;

import dev.fogline.cost.FirstSpeed;
import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.cascade.DraftModels;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Estimator;
import java.util.Map;
import java.util.function.Function;

/// Where a node's estimator comes from when it starts.
///
/// @param type of the provider: what one saved no other loads
/// @param untaught one that has learnt nothing
/// @param load makes one of what it saved; throws [IllegalArgumentException] if it cannot
record EstimatorSource(String type, Estimator untaught, Function<byte[], Estimator> load) {

    private static final String BUILT_IN = "learning";

    /// @param speeds known before, by `backend/model`, for what has not been learnt yet
    /// @param drafts how far they can be trusted
    static EstimatorSource builtIn(
            QualityModel quality, Map<String, FirstSpeed> speeds, DraftModels drafts) {
        return new EstimatorSource(
                BUILT_IN,
                LearningEstimator.withQuality(quality).startingFrom(speeds).trusting(drafts),
                saved ->
                        LearningEstimator.load(saved, quality)
                                .startingFrom(speeds)
                                .trusting(drafts));
    }
}
