package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Batch;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One sequence of the key-value cache: the tokens that it holds, and the job on it, if any.
final class Slot {

    private static final int NO_OUTPUT = -1;

    /// Which sequence.
    final int sequence;

    /// `tokens[0 .. cached)` are in the cache. They stay there after a job, for the next one with
    /// the same beginning.
    private int[] tokens = {};

    private int cached;
    private @Nullable Job job;
    private long usedAt;

    /// Tokens in the batch under way, and where the logits behind the last one will be.
    private int fed;

    private int output = NO_OUTPUT;

    Slot(int sequence) {
        this.sequence = sequence;
    }

    Optional<Job> job() {
        return Optional.ofNullable(job);
    }

    boolean free() {
        return job == null;
    }

    int cached() {
        return cached;
    }

    /// When it was last given a job; 0 for never.
    long usedAt() {
        return usedAt;
    }

    /// How much of a prompt the cache holds; one token less than all of it at most, as the last one
    /// must be decoded for its logits.
    int common(int[] prompt) {
        int most = Math.min(cached, prompt.length - 1);
        int difference = Arrays.mismatch(tokens, 0, most, prompt, 0, most);
        return difference < 0 ? most : difference;
    }

    /// The cache holds so many of the tokens now.
    void cached(int count) {
        cached = count;
    }

    void start(Job next, long now) {
        job = next;
        tokens = next.tokens;
        usedAt = now;
        next.cachedPromptTokens = cached;
        next.unreadTokens = next.length - cached;
    }

    void finish() {
        job = null;
    }

    /// Tokens that are not in the cache yet: 1 for an answer that goes on, more for a prompt, 0 for
    /// a free slot.
    int pending() {
        return job == null ? 0 : job.length - cached;
    }

    /// Takes part in the step to come with so many of its pending tokens at most.
    ///
    /// @return with how many
    int join(int room) {
        fed = Math.min(pending(), room);
        output = NO_OUTPUT;
        return fed;
    }

    /// Puts the tokens with which it takes part into a batch.
    void feed(Batch batch) {
        int last = cached + pending() - 1;
        for (int at = cached; at < cached + fed; at++) {
            if (at == last) {
                output = batch.addOutput(tokens[at], at, sequence);
            } else {
                batch.add(tokens[at], at, sequence);
            }
        }
    }

    /// Whether tokens of it are in the step.
    boolean fed() {
        return fed > 0;
    }

    /// The step is done: its tokens are in the cache.
    ///
    /// @return where the logits for the next token are; empty if a part of the prompt is missing
    OptionalInt advance() {
        cached += fed;
        if (job != null) {
            job.unreadTokens = output == NO_OUTPUT ? pending() : 0;
        }
        return output == NO_OUTPUT ? OptionalInt.empty() : OptionalInt.of(output);
    }
}
