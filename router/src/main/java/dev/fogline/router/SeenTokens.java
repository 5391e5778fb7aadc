package dev.fogline.router;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.Usage;

/// Counts what comes out of an attempt, for those that end without saying what they used. Used by
/// the attempt's thread.
final class SeenTokens implements TokenSink {

    private final TokenSink next;
    private int tokens;
    private int characters;

    SeenTokens(TokenSink next) {
        this.next = next;
    }

    /// A piece is counted before it is passed on: it was generated, whoever reads it.
    @Override
    public void accept(Chunk chunk) {
        if (chunk.hasContent()) {
            tokens += Math.max(1, chunk.probabilities().size());
            characters += chunk.characters();
        }
        next.accept(chunk);
    }

    /// An estimate: servers send a token or more in each piece, so the larger of both counts.
    ///
    /// @param promptTokens as expected
    Usage usage(int promptTokens) {
        return new Usage(
                promptTokens,
                0,
                Math.max(tokens, Extraction.tokens(characters)),
                0,
                Usage.Origin.ESTIMATED);
    }
}
