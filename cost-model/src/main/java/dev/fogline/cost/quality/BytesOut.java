package dev.fogline.cost.quality;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes numbers as few bytes.
final class BytesOut {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// Seven bits a byte, the lowest first (LEB128).
    ///
    /// @param value ≥ 0
    void count(int value) {
        int left = value;
        while (left >= 0x80) {
            bytes.write(left | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
    }

    /// What sixteen bits hold of it.
    void half(float value) {
        short bits = Float.floatToFloat16(value);
        bytes.write(bits >> 8);
        bytes.write(bits);
    }

    /// All of its 32 bits.
    void single(float value) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(bits >>> shift);
        }
    }

    void real(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.write((int) (bits >>> shift));
        }
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        count(encoded.length);
        bytes.writeBytes(encoded);
    }

    /// The values that are not 0, each behind its distance from the one before.
    void sparse(float[] values) {
        int filled = 0;
        for (float value : values) {
            filled += value == 0 ? 0 : 1;
        }
        count(filled);
        int before = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                count(i - before);
                half(values[i]);
                before = i;
            }
        }
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
