package dev.fogline.backend.llamacpp.grammar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Waits for one of some texts in an answer. One thread uses it.
final class Trigger {

    private final List<byte[]> texts;
    private final int longest;

    /// What the answer ends with: so much of it as may be the beginning of a text.
    private byte[] tail = {};

    Trigger(List<String> texts) {
        this.texts = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        this.longest = this.texts.stream().mapToInt(text -> text.length).max().orElse(0);
    }

    /// What stands in an answer from the beginning of the first of the texts on, if a piece
    /// completes one.
    Optional<byte[]> completedBy(byte[] piece) {
        byte[] all = with(piece);
        for (int from = 0; from < all.length; from++) {
            for (byte[] text : texts) {
                int to = from + text.length;
                if (to <= all.length && Arrays.equals(all, from, to, text, 0, text.length)) {
                    return Optional.of(Arrays.copyOfRange(all, from, all.length));
                }
            }
        }
        return Optional.empty();
    }

    /// The answer goes on with a piece that completes none.
    void pass(byte[] piece) {
        byte[] all = with(piece);
        tail = Arrays.copyOfRange(all, Math.max(0, all.length - longest + 1), all.length);
    }

    private byte[] with(byte[] piece) {
        byte[] all = Arrays.copyOf(tail, tail.length + piece.length);
        System.arraycopy(piece, 0, all, tail.length, piece.length);
        return all;
    }
}
