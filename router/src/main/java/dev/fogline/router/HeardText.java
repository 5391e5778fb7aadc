package dev.fogline.router;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink;

/// The text of an answer, to compare it with another; of a long one nothing is remembered.
final class HeardText implements TokenSink {

    /// Longer answers are not compared.
    private static final int MOST_CHARACTERS = 65_536;

    private final StringBuilder text = new StringBuilder();

    @Override
    public void accept(Chunk chunk) {
        if (text.length() <= MOST_CHARACTERS) {
            text.append(chunk.text());
        }
    }

    /// All of it; empty if it was too long. To be asked after the answer has ended.
    String text() {
        return text.length() > MOST_CHARACTERS ? "" : text.toString();
    }
}
