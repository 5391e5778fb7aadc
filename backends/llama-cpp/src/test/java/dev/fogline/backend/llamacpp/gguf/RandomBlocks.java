package dev.fogline.backend.llamacpp.gguf;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// Weights drawn uniformly, straight in a storage format: every code of a block is equally probable
/// and the block's scale gives the wanted deviation. Layouts: `ggml-common.h` and the
/// `dequantize_row_*` functions of ggml 0.25.1.
final class RandomBlocks {

    /// The root mean square of the block scales below, 16 to 31.
    private static final double SCALE_RMS = 23.95;

    private static final int SCALES_FROM = 16;

    private final SplittableRandom random;
    private final ByteBuffer into;

    RandomBlocks(SplittableRandom random, ByteBuffer into) {
        this.random = random;
        this.into = into;
    }

    void put(TensorType type, int blocks, double deviation) {
        for (int i = 0; i < blocks; i++) {
            switch (type) {
                case F32 -> into.putFloat(uniform(deviation));
                case F16 -> into.putShort(Float.floatToFloat16(uniform(deviation)));
                case Q4_0 -> putScaled(deviation / levels(16), 16);
                case Q5_0 -> putScaled(deviation / levels(32), 4 + 16);
                case Q8_0 -> putQ8(deviation / levels(255));
                case Q4_K -> putQ4K(deviation / levels(16) / SCALE_RMS);
                case Q6_K -> putQ6K(deviation / levels(64) / SCALE_RMS);
                default -> throw new IllegalArgumentException("cannot make " + type);
            }
        }
    }

    /// The deviation of so many equally probable whole numbers.
    private static double levels(int count) {
        return Math.sqrt((count * (double) count - 1) / 12);
    }

    private float uniform(double deviation) {
        return (float) (deviation * Math.sqrt(12) * (random.nextDouble() - 0.5));
    }

    /// A scale, then codes. Codes of 4 and 5 bits lean half a step to one side, so the scale is
    /// negative as often as not.
    private void putScaled(double scale, int codeBytes) {
        putHalf(random.nextInt(2) == 0 ? scale : -scale);
        putRandom(codeBytes);
    }

    /// No code is -128: the quantiser makes none, and kernels negate codes.
    private void putQ8(double scale) {
        putHalf(scale);
        int from = into.position();
        putRandom(32);
        for (int i = from; i < into.position(); i++) {
            into.put(i, into.get(i) == -128 ? 127 : into.get(i));
        }
    }

    /// `scale · s · code - minimum · m` with `m = s` and a minimum of 7.5 scales: centred on 0. The
    /// eight 6-bit pairs of `s` and `m` lie as `get_scale_min_k4` takes them apart.
    private void putQ4K(double scale) {
        putHalf(scale);
        putHalf(7.5 * scale);
        var s = new int[8];
        for (int i = 0; i < s.length; i++) {
            s[i] = SCALES_FROM + random.nextInt(SCALES_FROM);
        }
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < 4; i++) {
                into.put((byte) (s[i] | (s[i + 4] >> 4 << 6)));
            }
        }
        for (int i = 4; i < 8; i++) {
            into.put((byte) ((s[i] & 15) | (s[i] << 4)));
        }
        putRandom(128);
    }

    private void putQ6K(double scale) {
        putRandom(128 + 64);
        for (int i = 0; i < 16; i++) {
            int s = SCALES_FROM + random.nextInt(SCALES_FROM);
            into.put((byte) (random.nextInt(2) == 0 ? s : -s));
        }
        putHalf(scale);
    }

    private void putHalf(double value) {
        into.putShort(Float.floatToFloat16((float) value));
    }

    private void putRandom(int count) {
        for (int i = 0; i < count; i += Integer.BYTES) {
            into.putInt(random.nextInt());
        }
    }
}
