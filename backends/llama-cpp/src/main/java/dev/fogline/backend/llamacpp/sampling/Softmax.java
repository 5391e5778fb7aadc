package dev.fogline.backend.llamacpp.sampling;

/// Exponentials of a whole vocabulary at once. Holds a buffer: one thread uses it.
final class Softmax {

    /// `e^-60` is below what a float sum could notice.
    private static final float LOWEST = -60f;

    private final int size;

    /// Taken with the first use: most answers of a queue wait, and greedy ones need none.
    private float[] weights = {};

    /// @param size of the vocabulary
    Softmax(int size) {
        this.size = size;
    }

    /// The weight of each token relative to the most probable one, which has 1; within 3e-5 of it,
    /// relatively.
    ///
    /// `e^x = (e^(x/256))^256`, the inner one by its series up to x⁶, the outer one by squaring
    /// eight times. Without branches and calls the loop is vectorised, which [Math#exp] is not.
    ///
    /// @param logits one entry per token, none of them NaN
    /// @param max the largest of them, finite
    /// @param scale one over the temperature, > 0
    /// @return one entry per token, same order; overwritten by the next call
    float[] weights(float[] logits, float max, float scale) {
        if (weights.length < size) {
            weights = new float[size];
        }
        for (int i = 0; i < size; i++) {
            float y = Math.max((logits[i] - max) * scale, LOWEST) / 256;
            float e = 1 / 720f;
            e = e * y + 1 / 120f;
            e = e * y + 1 / 24f;
            e = e * y + 1 / 6f;
            e = e * y + 1 / 2f;
            e = e * y + 1;
            e = e * y + 1;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            weights[i] = e;
        }
        return weights;
    }

    /// The natural logarithm of the sum of `e^logit` over the vocabulary.
    double logSumExp(float[] logits, float max) {
        return max + Math.log(sum(weights(logits, max, 1)));
    }

    static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /// The largest entry; NaN if one is NaN.
    static float max(float[] values) {
        return max(values, 0, values.length);
    }

    /// The largest of those at [from, to).
    static float max(float[] values, int from, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }
}
