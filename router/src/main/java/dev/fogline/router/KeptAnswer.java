package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk;
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

    /// About what it takes in memory.
    long bytes() {
        return chunks.stream().mapToLong(KeptAnswer::bytes).sum();
    }

    /// A text in UTF-16, and what records and lists around it take (assumed).
    private static long bytes(Chunk chunk) {
        long characters = (long) chunk.text().length() + chunk.reasoning().length();
        return 96L
                + 2L * characters
                + 160L * chunk.toolCalls().size()
                + 96L * chunk.probabilities().size();
    }
}
