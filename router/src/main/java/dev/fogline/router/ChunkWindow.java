package dev.fogline.router;

import dev.fogline.spi.answer.Chunk;
import java.util.ArrayList;
import java.util.List;

/// The pieces of an answer that somebody still has to read, numbered from 0 in the order in which
/// they came. Guarded by whoever has it.
final class ChunkWindow {

    private final List<Chunk> chunks = new ArrayList<>();
    private long first;
    private long bytes;

    void add(Chunk chunk) {
        chunks.add(chunk);
        bytes += KeptAnswer.bytes(chunk);
    }

    /// @param number in [first(), end())
    Chunk at(long number) {
        return chunks.get((int) (number - first));
    }

    /// The number of the first piece that is still there, or else [#end()].
    long first() {
        return first;
    }

    /// The number of the next piece to come.
    long end() {
        return first + chunks.size();
    }

    /// What the pieces take in memory, about.
    long bytes() {
        return bytes;
    }

    /// Forgets the pieces before one.
    ///
    /// @param number in [first(), end()]
    void forgetBefore(long number) {
        List<Chunk> read = chunks.subList(0, (int) (number - first));
        read.forEach(chunk -> bytes -= KeptAnswer.bytes(chunk));
        read.clear();
        first = number;
    }

    /// Those that are there, in order.
    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }
}
