package dev.fogline.backend.llamacpp.sampling;

import java.util.HashMap;
import java.util.Map;

/// Lowers the logits of tokens that the answer already holds.
///
/// `logit -= presence + frequency · count`, over the generated tokens only, as OpenAI's API
/// reference defines the two penalties.
final class Penalties {

    private final double frequency;
    private final double presence;
    private final Map<Integer, Integer> counts = new HashMap<>();

    /// Kept from token to token: a vocabulary's logits are half a megabyte.
    private float[] lowered = {};

    Penalties(double frequency, double presence) {
        this.frequency = frequency;
        this.presence = presence;
    }

    /// The logits as they are if nothing is to be lowered, else a lowered copy, overwritten by the
    /// next call.
    float[] apply(float[] logits) {
        if (counts.isEmpty()) {
            return logits;
        }
        if (lowered.length < logits.length) {
            lowered = new float[logits.length];
        }
        System.arraycopy(logits, 0, lowered, 0, logits.length);
        counts.forEach((token, count) -> lowered[token] -= (float) (presence + frequency * count));
        return lowered;
    }

    void accept(int token) {
        if (frequency != 0 || presence != 0) {
            counts.merge(token, 1, Integer::sum);
        }
    }
}
