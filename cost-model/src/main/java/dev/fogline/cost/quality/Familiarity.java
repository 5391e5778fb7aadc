package dev.fogline.cost.quality;

import java.util.Arrays;

/// How far a prompt is like those that were learnt from: `min(1, closest / usual)`.
///
/// `usual` is what the closest of the other prompts comes to for all but one in twenty of those
/// that were learnt from. So prompts like them are familiar but for one in twenty, and what has
/// nothing in common with any is not familiar at all.
///
/// @param usual similarity, in [0, 1]
record Familiarity(double usual) {

    private static final double LEFT_OUT = 0.05;

    Familiarity {
        if (!(usual >= 0 && usual <= 1)) {
            throw new IllegalArgumentException("usual similarity " + usual + " not in [0, 1]");
        }
    }

    /// @param closest similarity of the closest other prompt, one per prompt that was learnt from
    static Familiarity of(double[] closest) {
        double[] sorted = closest.clone();
        Arrays.sort(sorted);
        return new Familiarity(sorted[(int) (LEFT_OUT * sorted.length)]);
    }

    /// @param closest similarity of the closest prompt in memory, in [0, 1]
    /// @return in [0, 1]
    double of(double closest) {
        return closest >= usual && closest > 0 ? 1 : usual == 0 ? 0 : closest / usual;
    }
}
