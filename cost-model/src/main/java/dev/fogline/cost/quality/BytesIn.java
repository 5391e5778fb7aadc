package dev.fogline.cost.quality;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads what [BytesOut] wrote.
///
/// Every method throws [IllegalArgumentException] where the bytes end too early or hold what nobody
/// wrote.
final class BytesIn {

    private static final int MOST_COUNT_BITS = 28;

    private final ByteBuffer bytes;

    BytesIn(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int count() {
        int value = 0;
        for (int shift = 0; shift <= MOST_COUNT_BITS; shift += 7) {
            byte next = next();
            value |= (next & 0x7f) << shift;
            if (next >= 0 && value >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a count is too large");
    }

    /// A count of things that take at least a byte each, so that no damaged count asks for more
    /// memory than there are bytes.
    int length() {
        int length = count();
        if (length > bytes.remaining()) {
            throw new IllegalArgumentException(
                    length + " entries in " + bytes.remaining() + " bytes");
        }
        return length;
    }

    float half() {
        int high = next();
        return Float.float16ToFloat((short) (high << 8 | (next() & 0xff)));
    }

    float single() {
        int bits = 0;
        for (int i = 0; i < Float.BYTES; i++) {
            bits = bits << 8 | (next() & 0xff);
        }
        return Float.intBitsToFloat(bits);
    }

    double real() {
        try {
            return bytes.getDouble();
        } catch (BufferUnderflowException early) {
            throw new IllegalArgumentException("the bytes end early", early);
        }
    }

    String text() {
        byte[] encoded = new byte[length()];
        bytes.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    float[] sparse(int size) {
        float[] values = new float[size];
        int filled = length();
        int at = 0;
        for (int i = 0; i < filled; i++) {
            at += count();
            if (at < 0 || at >= size) {
                throw new IllegalArgumentException("an entry at " + at + " of " + size);
            }
            values[at] = half();
        }
        return values;
    }

    boolean atEnd() {
        return !bytes.hasRemaining();
    }

    private byte next() {
        if (!bytes.hasRemaining()) {
            throw new IllegalArgumentException("the bytes end early");
        }
        return bytes.get();
    }
}
