package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.Features;
import java.util.OptionalDouble;

/// All that is known of one request after it has ended, without its text.
///
/// @param id of the request
/// @param epochMillis when it arrived, wall clock
/// @param model what the client asked for
/// @param tenant who asked
/// @param features what was drawn from the request
/// @param decision what was meant to be done
/// @param outcome what became of it
/// @param threshold of the policy's quota as the decision saw it; empty without one
public record DecisionRecord(
        String id,
        long epochMillis,
        String model,
        String tenant,
        Features features,
        Decision decision,
        Outcome outcome,
        OptionalDouble threshold)
        implements JournalEntry {

    /// Under a policy without a quota.
    public DecisionRecord(
            String id,
            long epochMillis,
            String model,
            String tenant,
            Features features,
            Decision decision,
            Outcome outcome) {
        this(id, epochMillis, model, tenant, features, decision, outcome, OptionalDouble.empty());
    }
}
