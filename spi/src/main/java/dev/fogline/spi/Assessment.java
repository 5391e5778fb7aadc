package dev.fogline.spi;

import java.util.List;

/// What one decision found out about one candidate.
public sealed interface Assessment {

    /// Whom it is about.
    Candidate candidate();

    /// Nothing speaks against it.
    ///
    /// @param estimate what it would take
    record Eligible(Candidate candidate, Estimate estimate) implements Assessment {}

    /// It may not be asked.
    ///
    /// @param objections at least one, in the order of the constraints
    record RuledOut(Candidate candidate, List<Objection> objections) implements Assessment {
        public RuledOut {
            objections = List.copyOf(objections);
            if (objections.isEmpty()) {
                throw new IllegalArgumentException("nothing speaks against " + candidate.key());
            }
        }
    }
}
