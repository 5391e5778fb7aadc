package dev.fogline.spi;

import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.Timings;

/// One candidate that was asked. Of a hedge each side is an attempt.
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
}
