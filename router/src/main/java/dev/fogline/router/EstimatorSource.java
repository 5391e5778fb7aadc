package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.QualityModel;
import dev.fogline.spi.Estimator;
import java.util.function.Function;

/// Where a node's estimator comes from when it starts.
///
/// @param type of the provider: what one saved no other loads
/// @param untaught one that has learnt nothing
/// @param load makes one of what it saved; throws [IllegalArgumentException] if it cannot
record EstimatorSource(String type, Estimator untaught, Function<byte[], Estimator> load) {

    private static final String BUILT_IN = "learning";

    static EstimatorSource builtIn(QualityModel quality) {
        return new EstimatorSource(
                BUILT_IN,
                LearningEstimator.withQuality(quality),
                saved -> LearningEstimator.load(saved, quality));
    }
}
