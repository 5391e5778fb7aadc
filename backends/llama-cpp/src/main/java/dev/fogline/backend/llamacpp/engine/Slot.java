package dev.fogline.backend.llamacpp.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One sequence of the key-value cache: the generation on it, if any, and the tokens that it holds.
final class Slot {

    /// Which sequence.
    final int sequence;

    /// `tokens[0 .. cached)` are in the cache; they stay there after a generation, for the next with the same beginning.
    private int[] tokens = {};

    private int cached;
    private @Nullable Job job;

    /// When it was last given a generation; 0 for never.
    private long usedAt;

    /// Tokens in the batch under way, and where the logits of the last one will be; -1 for nowhere.
    int fed;

    int output = -1;

    Slot(int sequence) {
        this.sequence = sequence;
    }

    @Nullable Job job() {
        return job;
    }

    boolean free() {
        return job == null;
    }

    int cached() {
        return cached;
    }

    long usedAt() {
        return usedAt;
    }

    /// How much of a prompt the cache holds; one token less than all of it, as the last one must be decoded for its logits.
    int common(int[] prompt) {
        int most = Math.min(cached, prompt.length - 1);
        int difference = Arrays.mismatch(tokens, 0, most, prompt, 0, most);
        return difference < 0 ? most : difference;
    }

    void start(Job next, long now) {
        job = next;
        tokens = next.tokens;
        usedAt = now;
        next.cachedPromptTokens = cached;
    }

    void finish() {
        job = null;
    }

    /// The cache holds so many of the tokens now.
    void cached(int count) {
        cached = count;
    }
}
