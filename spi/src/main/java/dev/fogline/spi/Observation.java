package dev.fogline.spi;

import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Terms;

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

    /// A later verdict on an answer.
    ///
    /// @param model the name of the model that gave it
    /// @param revision of that model, as [ModelProfile#revision] has it
    /// @param prior what the operator says of that model's answers, in [0, 1]
    /// @param terms of the prompt
    /// @param grade how good the answer is, in [0, 1]: 1 good, 0 bad
    /// @param weight how many answers this one stands for, in (0, [#MOST_WEIGHT]]: 1 if it was
    ///   chosen by whoever graded it, one over the probability if by chance
    record Graded(
            String model, String revision, double prior, Terms terms, double grade, double weight)
            implements Observation {

        /// More than that no single answer may count.
        public static final double MOST_WEIGHT = 100;

        public Graded {
            if (!(prior >= 0 && prior <= 1)
                    || !(grade >= 0 && grade <= 1)
                    || !(weight > 0 && weight <= MOST_WEIGHT)) {
                throw new IllegalArgumentException(
                        "prior "
                                + prior
                                + " or grade "
                                + grade
                                + " not in [0, 1] or weight "
                                + weight
                                + " not in (0, "
                                + MOST_WEIGHT
                                + "]");
            }
        }
    }
}
