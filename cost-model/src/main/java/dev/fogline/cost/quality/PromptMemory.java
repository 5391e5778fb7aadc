package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.List;

/// The last graded prompts, found again by what a new prompt has in common with them.
///
/// Similarity is the cosine of the vectors of [TermWeights] without marks. An inverted index holds
/// for each term the prompts that have it; a look-up adds up the terms of the new prompt, so it
/// costs what its terms have in common with the memory and is exact. Terms that many prompts have
/// are left out of the index: they cost most and tell least. Immutable.
final class PromptMemory {

    /// So that a look-up stays within two milliseconds.
    static final int MOST_PROMPTS = 10_000;

    private final List<Terms> prompts;
    private final TermWeights weights;

    /// Where the prompts of a bucket begin in `having`; one more than there are buckets.
    private final int[] starts;

    private final int[] having;
    private final float[] scales;

    private PromptMemory(
            List<Terms> prompts, TermWeights weights, int[] starts, int[] having, float[] scales) {
        this.prompts = prompts;
        this.weights = weights;
        this.starts = starts;
        this.having = having;
        this.scales = scales;
    }

    /// @param prompts at most [#MOST_PROMPTS]
    static PromptMemory of(List<Terms> prompts, TermWeights weights) {
        if (prompts.size() > MOST_PROMPTS) {
            throw new IllegalArgumentException(prompts.size() + " prompts to remember");
        }
        int[] starts = new int[Terms.BUCKETS + 1];
        for (Terms terms : prompts) {
            for (int i = 0; i < terms.size() - terms.marks(); i++) {
                starts[terms.bucket(i) + 1] += weights.recalls(terms.bucket(i)) ? 1 : 0;
            }
        }
        for (int bucket = 0; bucket < Terms.BUCKETS; bucket++) {
            starts[bucket + 1] += starts[bucket];
        }
        int[] having = new int[starts[Terms.BUCKETS]];
        int[] next = starts.clone();
        float[] scales = new float[prompts.size()];
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            Terms terms = prompts.get(prompt);
            scales[prompt] = (float) weights.recallScale(terms);
            for (int i = 0; i < terms.size() - terms.marks(); i++) {
                if (weights.recalls(terms.bucket(i))) {
                    having[next[terms.bucket(i)]++] = prompt;
                }
            }
        }
        return new PromptMemory(List.copyOf(prompts), weights, starts, having, scales);
    }

    /// What is remembered, oldest first.
    List<Terms> prompts() {
        return prompts;
    }

    /// The prompts most like this one.
    Neighbours nearest(Terms terms) {
        return nearest(terms, 0, 0);
    }

    /// The same without the prompts from `from` up to `to`, for trying out the memory on what it
    /// holds.
    Neighbours nearest(Terms terms, int from, int to) {
        float[] similar = new float[prompts.size()];
        for (int i = 0; i < terms.size() - terms.marks(); i++) {
            int bucket = terms.bucket(i);
            float idf = weights.idf(bucket);
            float square = idf * idf;
            int end = starts[bucket + 1];
            for (int at = starts[bucket]; at < end; at++) {
                similar[having[at]] += square;
            }
        }
        float scale = (float) weights.recallScale(terms);
        for (int prompt = 0; prompt < similar.length; prompt++) {
            similar[prompt] *= prompt >= from && prompt < to ? 0 : scale * scales[prompt];
        }
        return Neighbours.of(similar);
    }
}
