package dev.fogline.spi;

import dev.fogline.spi.answer.Fault;
import java.time.Duration;
import java.util.List;

/// What the router means to do with a request, decided before anything is done.
public sealed interface Decision {

    /// One entry per candidate of the snapshot, same order; none where none was taken.
    List<Assessment> assessments();

    /// How many observations the estimator had learnt from: same journal, same decisions.
    long estimatorSequence();

    /// Ask somebody.
    ///
    /// @param order whom, best first; the tail is the fallback plan; never empty
    /// @param policy the name of the policy that ordered
    /// @param reason why the first one won, one sentence
    record Route(
            List<Option> order,
            String policy,
            String reason,
            List<Assessment> assessments,
            long estimatorSequence)
            implements Decision {
        public Route {
            order = List.copyOf(order);
            assessments = List.copyOf(assessments);
            if (order.isEmpty()) {
                throw new IllegalArgumentException("a route needs an option");
            }
        }
    }

    /// Give an answer again that an equal request was given before; ask nobody.
    ///
    /// @param origin who gave it, as estimated then
    /// @param age since it ended, ≥ 0
    /// @param policy the name of the policy whose rules it kept
    record Replay(Option.Single origin, Duration age, String policy, long estimatorSequence)
            implements Decision {
        public Replay {
            if (age.isNegative()) {
                throw new IllegalArgumentException("age " + age + " below 0");
            }
        }

        /// None: no candidate was looked at.
        @Override
        public List<Assessment> assessments() {
            return List.of();
        }
    }

    /// Ask nobody.
    ///
    /// @param fault what the client is told
    record Refuse(Fault fault, List<Assessment> assessments, long estimatorSequence)
            implements Decision {
        public Refuse {
            assessments = List.copyOf(assessments);
        }
    }
}
