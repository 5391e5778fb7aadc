package dev.fogline.backend.llamacpp.engine;

/// Vectors of length 1, as OpenAI's are: the product of two is the cosine of their angle.
final class UnitVector {

    private UnitVector() {}

    /// `v / √(Σ vᵢ²)`, summed in 64 bits as llama.cpp's `common_embd_normalize` does.
    ///
    /// @return nothing but NaN where the length is 0 or no number
    static float[] of(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        boolean usable = squares > 0 && squares < Double.POSITIVE_INFINITY;
        float factor = usable ? (float) (1 / Math.sqrt(squares)) : Float.NaN;
        var unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] * factor;
        }
        return unit;
    }
}
