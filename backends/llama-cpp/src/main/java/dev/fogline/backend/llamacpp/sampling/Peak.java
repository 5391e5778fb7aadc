package dev.fogline.backend.llamacpp.sampling;

/// The highest logit, and the first token that has it, in one pass over memory: the largest value
/// is sought by vector instructions, which tell no place, so the place is sought again, in that
/// part alone in which the largest value was. Holds what it found: one thread uses it.
final class Peak {

    /// Small enough that a second look costs nothing, large enough for vectors to pay.
    private static final int PART = 1024;

    private float value;
    private int from;

    /// Looks at all logits.
    ///
    /// @param logits one per token
    void find(float[] logits) {
        value = Float.NEGATIVE_INFINITY;
        from = 0;
        for (int start = 0; start < logits.length; start += PART) {
            float highest = Softmax.max(logits, start, Math.min(start + PART, logits.length));
            if (highest > value || Float.isNaN(highest)) {
                value = highest;
                from = start;
            }
            if (Float.isNaN(value)) {
                return;
            }
        }
    }

    /// The largest logit; NaN if one is NaN, negative infinity if there is none.
    float value() {
        return value;
    }

    /// The first token with the largest logit.
    ///
    /// @param logits that were looked at, the largest of which is a number
    int token(float[] logits) {
        int token = from;
        while (logits[token] != value) {
            token++;
        }
        return token;
    }
}
