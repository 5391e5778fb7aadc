package dev.fogline.spi;

import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;

/// Something an estimator may learn from. Faults of the client and cancelled requests are none.
public sealed interface Observation {

    /// An answer was served: predicted beside measured, with all that the prediction was made from,
    /// so that it can be made again.
    ///
    /// @param backend the configured name of the backend
    /// @param model the model's name in it
    /// @param tier where it ran
    /// @param features the request, without its terms: they are not kept
    /// @param node the backend as the decision saw it; when it was observed is not kept
    /// @param predicted what the decision expected
    /// @param timings what it took
    /// @param usage tokens that were used
    record Measured(
            String backend,
            String model,
            ModelProfile.Tier tier,
            Features features,
            NodeState node,
            Estimate predicted,
            Timings timings,
            Usage usage)
            implements Observation {

        /// `backend/model`, as [Candidate#key] has it.
        public String key() {
            return backend + "/" + model;
        }
    }
}
