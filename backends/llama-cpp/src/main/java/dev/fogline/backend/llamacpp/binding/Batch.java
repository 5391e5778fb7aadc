package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The tokens of one decode step, of several sequences. One thread uses it.
public final class Batch {

    private final int capacity;
    private final MemorySegment struct;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment outputs;
    private int size;

    Batch(Arena arena, int capacity) {
        this.capacity = capacity;
        struct = arena.allocate(Struct.BATCH.layout());
        tokens = arena.allocate(JAVA_INT, capacity);
        positions = arena.allocate(JAVA_INT, capacity);
        sequences = arena.allocate(JAVA_INT, capacity);
        outputs = arena.allocate(JAVA_BYTE, capacity);
        var counts = arena.allocate(JAVA_INT, capacity); // each token belongs to one sequence
        var pointers = arena.allocate(ADDRESS, capacity);
        for (int i = 0; i < capacity; i++) {
            counts.setAtIndex(JAVA_INT, i, 1);
            pointers.setAtIndex(ADDRESS, i, sequences.asSlice(i * JAVA_INT.byteSize()));
        }
        Struct.BATCH.setAddress(struct, "token", tokens);
        Struct.BATCH.setAddress(struct, "pos", positions);
        Struct.BATCH.setAddress(struct, "n_seq_id", counts);
        Struct.BATCH.setAddress(struct, "seq_id", pointers);
        Struct.BATCH.setAddress(struct, "logits", outputs);
    }

    /// Takes all tokens out.
    public void clear() {
        size = 0;
    }

    /// How many tokens still fit.
    public int room() {
        return capacity - size;
    }

    /// How many tokens are in it.
    public int size() {
        return size;
    }

    /// Whether there is no token in it.
    public boolean isEmpty() {
        return size == 0;
    }

    /// Adds a token whose logits nobody wants.
    public void add(int token, int position, int sequence) {
        put(token, position, sequence, 0);
    }

    /// Adds a token after which the next one is to be picked.
    ///
    /// @return where [Decoder#readLogits] finds its logits
    public int addOutput(int token, int position, int sequence) {
        put(token, position, sequence, 1);
        return size - 1;
    }

    /// The struct with its current size; more than the context's batch would end the process, hence
    /// the fixed capacity.
    MemorySegment struct() {
        Struct.BATCH.setInt(struct, "n_tokens", size);
        return struct;
    }

    private void put(int token, int position, int sequence, int output) {
        tokens.setAtIndex(JAVA_INT, size, token);
        positions.setAtIndex(JAVA_INT, size, position);
        sequences.setAtIndex(JAVA_INT, size, sequence);
        outputs.setAtIndex(JAVA_BYTE, size, (byte) output);
        size++;
    }
}
