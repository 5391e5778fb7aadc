package dev.fogline.spi.tck;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.answer.TokenSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink that keeps every chunk, and can close itself after some.
public final class RecordingSink implements TokenSink {

    private final List<Chunk> chunks = new CopyOnWriteArrayList<>();
    private final int closeAfter;

    /// A sink that never closes.
    public RecordingSink() {
        this(Integer.MAX_VALUE);
    }

    /// @param closeAfter chunks with content that are taken; the next one finds the client gone
    public RecordingSink(int closeAfter) {
        this.closeAfter = closeAfter;
    }

    @Override
    public void accept(Chunk chunk) {
        if (contentChunks() >= closeAfter && chunk.hasContent()) {
            throw new SinkClosedException(new IllegalStateException("closed by the test"));
        }
        chunks.add(chunk);
    }

    /// Everything that was taken, in order.
    public List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    /// The answer's text.
    public String text() {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }

    /// The probabilities of all tokens, in order.
    public List<TokenProbability> probabilities() {
        return chunks.stream().flatMap(chunk -> chunk.probabilities().stream()).toList();
    }

    /// How many chunks with content were taken.
    public int contentChunks() {
        return (int) chunks.stream().filter(Chunk::hasContent).count();
    }
}
