package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Outcome;
import java.util.List;
import java.util.Optional;

/// What one request shares with equal ones.
sealed interface Sharing {

    /// The decision to give a kept answer again; empty if none is at hand. Pure.
    Optional<Decision> replay(Learned learned, long nowNanos);

    /// Carries a decision out.
    ///
    /// @throws InterruptedException if the request's thread was interrupted from outside
    Outcome perform(Task task, Decision decision) throws InterruptedException;

    /// Nothing: it is private, leaves its answer to chance, or does not want to; or nothing is kept
    /// here.
    record Nothing(Performer performer) implements Sharing {

        @Override
        public Optional<Decision> replay(Learned learned, long nowNanos) {
            return Optional.empty();
        }

        @Override
        public Outcome perform(Task task, Decision decision) throws InterruptedException {
            return performer.perform(task, decision);
        }
    }

    /// Its answer.
    ///
    /// @param shared where the answers are
    /// @param key what equal requests have in common
    /// @param reuse what the client says of it
    /// @param kept the answer it may be given, as found when the request came
    record Answers(SharedAnswers shared, CacheKey key, Call.Reuse reuse, Optional<KeptAnswer> kept)
            implements Sharing {

        @Override
        public Optional<Decision> replay(Learned learned, long nowNanos) {
            return kept.map(
                    answer ->
                            new Decision.Replay(
                                    answer.option(),
                                    answer.age(nowNanos),
                                    key.rules().policy().name(),
                                    learned.sequence()));
        }

        @Override
        public Outcome perform(Task task, Decision decision) throws InterruptedException {
            return switch (decision) {
                case Decision.Replay replay -> shared.replay(task, kept.orElseThrow());
                case Decision.Route route -> shared.perform(key, task, route, reuse);
                case Decision.Refuse refuse -> new Outcome.Failed(refuse.fault(), List.of());
            };
        }
    }
}
