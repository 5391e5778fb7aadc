package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import java.time.Duration;
import java.util.List;

/// A whole answer, to be given again.
///
/// @param option who gave it
/// @param chunks as they came
/// @param answer how it ended
/// @param givenNanos when it ended, on the router's clock
record KeptAnswer(Option.Single option, List<Chunk> chunks, Answer answer, long givenNanos) {

    KeptAnswer {
        chunks = List.copyOf(chunks);
    }

    /// Since it ended, ≥ 0: a request may have read the clock before that.
    Duration age(long nowNanos) {
        return Duration.ofNanos(Math.max(0, nowNanos - givenNanos));
    }

    /// Gives it again, piece by piece as it once came.
    Outcome giveTo(ClientSink client) {
        try {
            client.begin(option);
            chunks.forEach(client::accept);
            return new Outcome.Shared(option, answer);
        } catch (SinkClosedException gone) {
            return new Outcome.Cancelled(List.of());
        }
    }

    /// About what it takes in memory.
    long bytes() {
        return chunks.stream().mapToLong(KeptAnswer::bytes).sum();
    }

    /// A text in UTF-16, and what records and lists around it take (assumed).
    static long bytes(Chunk chunk) {
        long probabilities = 0;
        for (TokenProbability token : chunk.probabilities()) {
            probabilities += 1 + token.alternatives().size();
        }
        return 96L
                + 2L * chunk.characters()
                + 160L * chunk.toolCalls().size()
                + 96L * probabilities;
    }
}
