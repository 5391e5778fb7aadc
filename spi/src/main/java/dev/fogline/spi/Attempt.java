package dev.fogline.spi;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.Timings;

/// One candidate that was asked. Of a hedge each side is an attempt, and of a cascade.
public sealed interface Attempt {

    /// Who was asked.
    Option.Single option();

    /// It gave the whole answer.
    ///
    /// @param timings measured around the backend
    /// @param answer how it ended
    record Served(Option.Single option, Timings timings, Answer answer) implements Attempt {}

    /// It did not.
    ///
    /// @param fault why
    /// @param elapsedMillis from its start to the fault, ≥ 0
    /// @param chunksSent pieces with content that reached the client before, ≥ 0
    record Failed(Option.Single option, Fault fault, double elapsedMillis, int chunksSent)
            implements Attempt {}

    /// It was ended because nobody wanted the answer any more: the client left, or another option
    /// was faster. That says nothing of the backend.
    ///
    /// @param elapsedMillis from its start to its end, ≥ 0
    /// @param chunksSent pieces with content that reached the client before, ≥ 0
    record Cancelled(Option.Single option, double elapsedMillis, int chunksSent)
            implements Attempt {}

    /// It gave a draft, or the beginning of one, that was not good enough; the client saw nothing
    /// of it, and another option was asked. That says nothing against the backend.
    ///
    /// @param quality probability that the answer would have been good enough, as it was judged, in
    ///   [0, 1]
    /// @param tokens of the draft, ≥ 0
    /// @param elapsedMillis from its start to its end, ≥ 0
    record HandedOver(Option.Single option, double quality, int tokens, double elapsedMillis)
            implements Attempt {
        public HandedOver {
            if (!(quality >= 0 && quality <= 1) || tokens < 0 || !(elapsedMillis >= 0)) {
                throw new IllegalArgumentException(
                        "quality "
                                + quality
                                + " not in [0, 1], tokens "
                                + tokens
                                + " or elapsedMillis "
                                + elapsedMillis
                                + " below 0");
            }
        }
    }
}
