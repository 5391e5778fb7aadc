package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import java.util.List;

/// Carries decisions out: the only stage with effects. What one route takes is told in
/// [Performance].
///
/// @param attempts where every attempt begins and ends
/// @param hedges of these attempts
/// @param repetitions what follows a fault
/// @param warming behind the answers
/// @param limits of all this
/// @param ticker the router's clock
/// @param sleeper for waits between attempts
record Performer(
        Attempts attempts,
        Hedges hedges,
        Repetitions repetitions,
        Warming warming,
        Limits limits,
        Ticker ticker,
        Sleeper sleeper)
        implements AutoCloseable {

    /// @param decision to ask somebody or nobody; an answer is given again by [SharedAnswers]
    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on
    Outcome perform(Task task, Decision decision) throws InterruptedException {
        return switch (decision) {
            case Decision.Replay replay ->
                    throw new IllegalArgumentException("a replay is not performed: " + replay);
            case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            case Decision.Route route ->
                    new Performance(
                                    this,
                                    task,
                                    route.order().stream().map(Option.Single.class::cast).toList())
                            .run();
        };
    }

    @Override
    public void close() {
        attempts.close();
    }
}
