package dev.fogline.cost.quality;

/// Numbers of sixteen bits (IEEE 754 binary16): three decimals of precision, which is more than a
/// fit knows, at half the size in a file.
final class HalfFloats {

    private HalfFloats() {}

    /// The closest number that sixteen bits hold; finite for what lies within ±65,504.
    static float round(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }
}
