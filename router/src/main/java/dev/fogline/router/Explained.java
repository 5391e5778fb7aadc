package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.Explanation;
import java.util.List;

/// A decision that was made but not carried out, with the working behind every figure.
///
/// @param decision what would be done now
/// @param workings one entry per candidate of the decision's assessments, same order
public record Explained(Decision decision, List<Working> workings) {

    public Explained {
        workings = List.copyOf(workings);
    }

    /// How one candidate's figures arose.
    ///
    /// @param standing how the policy sees it, as [dev.fogline.spi.Policy#standing] says; empty for
    ///   one that was ruled out
    /// @param terms as [dev.fogline.spi.Estimator#explain] gives them; empty where it cannot
    public record Working(Candidate candidate, String standing, List<Explanation> terms) {

        public Working {
            terms = List.copyOf(terms);
        }
    }
}
