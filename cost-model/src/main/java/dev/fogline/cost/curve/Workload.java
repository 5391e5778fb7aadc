package dev.fogline.cost.curve;

import java.util.Comparator;

/// What an engine is given at once: so many requests with prompts of one length.
///
/// Ordered by the tokens in all, then by the batch.
///
/// @param promptTokens of each request, ≥ 1
/// @param batch requests, ≥ 1
public record Workload(int promptTokens, int batch) implements Comparable<Workload> {

    private static final Comparator<Workload> ORDER =
            Comparator.comparingLong(Workload::tokens).thenComparingInt(Workload::batch);

    public Workload {
        if (promptTokens < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "promptTokens " + promptTokens + " or batch " + batch + " below 1");
        }
    }

    /// Prompt tokens of all requests together.
    public long tokens() {
        return (long) promptTokens * batch;
    }

    /// Whether it asks for no less than the other in either respect.
    boolean contains(Workload other) {
        return promptTokens >= other.promptTokens && batch >= other.batch;
    }

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }
}
