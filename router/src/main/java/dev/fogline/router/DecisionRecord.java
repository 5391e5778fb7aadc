package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.Features;

/// All that is known of one request after it has ended, without its text.
///
/// @param id of the request
/// @param epochMillis when it arrived, wall clock
/// @param model what the client asked for
/// @param tenant who asked
/// @param features what was drawn from the request
/// @param decision what was meant to be done
/// @param outcome what became of it
public record DecisionRecord(
        String id,
        long epochMillis,
        String model,
        String tenant,
        Features features,
        Decision decision,
        Outcome outcome)
        implements JournalEntry {}
