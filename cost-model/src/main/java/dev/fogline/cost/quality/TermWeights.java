package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.List;

/// How much each term of a prompt counts: rare words much, words that every prompt has nothing.
///
/// ```
/// idf   = ln((1 + prompts) / (1 + prompts with the term))
/// value = idf / length of the prompt's words and pieces         for words and pieces
/// value = MARK / sqrt(marks of the prompt)                      for marks
/// ```
///
/// The inverse document frequency (Spärck Jones, 1972) of terms as a set: how often a word is
/// repeated within a prompt says little of its topic. The length is the Euclidean one, so that long
/// prompts do not score higher than short ones. A term that fewer than two prompts had is unknown:
/// it has no value, but counts in the length, so the less is known of a prompt, the shorter its
/// vector and the closer every judgement of it to the average. Immutable.
final class TermWeights {

    /// Length of the vector of marks beside the one of words and pieces; by cross-validation.
    private static final double MARK = 0.4;

    private static final int LEAST_PROMPTS = 2;

    /// Of a term that all prompts have: nothing, yet not unknown.
    private static final float LEAST_IDF = 0x1p-10f;

    /// The memory leaves out terms that more than a fifth of the prompts have: they cost most to
    /// look up and tell least (the area under the gain curve changed by 0.001).
    private static final float RECALLED_IDF = (float) Math.log(5);

    private final float unknown;
    private final float[] idf;

    private TermWeights(float unknown, float[] idf) {
        this.unknown = unknown;
        this.idf = idf;
    }

    /// @param unknown idf of a term that was not seen, ≥ 0
    /// @param idf one per bucket, ≥ 0; 0 for a bucket that was not seen; not copied
    static TermWeights of(float unknown, float[] idf) {
        if (idf.length != Terms.BUCKETS || !(unknown >= 0 && Float.isFinite(unknown))) {
            throw new IllegalArgumentException(idf.length + " weights of terms, or " + unknown);
        }
        for (float weight : idf) {
            if (!(weight >= 0 && Float.isFinite(weight))) {
                throw new IllegalArgumentException("a weight of a term is " + weight);
            }
        }
        return new TermWeights(unknown, idf);
    }

    /// Weighs the terms by how many of these prompts have them.
    static TermWeights of(List<Terms> prompts) {
        int[] having = new int[Terms.BUCKETS];
        for (Terms terms : prompts) {
            for (int i = 0; i < terms.size(); i++) {
                having[terms.bucket(i)]++;
            }
        }
        float[] idf = new float[Terms.BUCKETS];
        for (int bucket = 0; bucket < idf.length; bucket++) {
            if (having[bucket] >= LEAST_PROMPTS) {
                idf[bucket] = Math.max(LEAST_IDF, idf(prompts.size(), having[bucket]));
            }
        }
        return new TermWeights(Math.max(0, idf(prompts.size(), 1)), idf);
    }

    private static float idf(int prompts, int having) {
        return HalfFloats.round((float) Math.log((1.0 + prompts) / (1.0 + having)));
    }

    float unknown() {
        return unknown;
    }

    /// One per bucket; not to be written.
    float[] values() {
        return idf;
    }

    float idf(int bucket) {
        return idf[bucket];
    }

    /// Whether enough prompts that were learnt from had the term.
    boolean knows(int bucket) {
        return idf[bucket] > 0;
    }

    /// Whether so many prompts have the term that it tells of their form and not of their topic.
    boolean isCommon(int bucket) {
        return knows(bucket) && !recalls(bucket);
    }

    /// Whether the memory looks prompts up by the term.
    boolean recalls(int bucket) {
        return idf[bucket] >= RECALLED_IDF;
    }

    /// What the idf of each word and piece is multiplied by.
    double scale(Terms terms) {
        return inverseLength(terms, 0);
    }

    /// The same among the terms that the memory looks up.
    double recallScale(Terms terms) {
        return inverseLength(terms, RECALLED_IDF);
    }

    private double inverseLength(Terms terms, float leastIdf) {
        double squares = 0;
        int words = terms.size() - terms.marks();
        for (int i = 0; i < words; i++) {
            float known = idf[terms.bucket(i)];
            float weight = known > 0 ? known : unknown;
            squares += weight >= leastIdf ? weight * weight : 0;
        }
        return squares == 0 ? 0 : 1 / Math.sqrt(squares);
    }

    /// The value of each mark.
    static double markScale(Terms terms) {
        return terms.marks() == 0 ? 0 : MARK / Math.sqrt(terms.marks());
    }
}
