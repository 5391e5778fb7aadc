package dev.fogline.spi;

import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;

/// Something an estimator may learn from. Faults of the client and cancelled requests are none.
public sealed interface Observation {

    /// An answer was served: predicted beside measured.
    ///
    /// @param backend the configured name of the backend
    /// @param model the model's name in it
    /// @param tier where it ran
    /// @param characters of the prompt, as in the features
    /// @param running requests that ran there when the decision was made
    /// @param predicted what the decision expected
    /// @param timings what it took
    /// @param usage tokens that were used
    record Measured(
            String backend,
            String model,
            ModelProfile.Tier tier,
            int characters,
            int running,
            Estimate predicted,
            Timings timings,
            Usage usage)
            implements Observation {}
}
