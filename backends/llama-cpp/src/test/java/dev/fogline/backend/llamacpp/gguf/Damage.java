package dev.fogline.backend.llamacpp.gguf;

import dev.fogline.backend.llamacpp.DemoModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// A whole model file with something wrong in it.
public final class Damage {

    private static final int NUMBER_OF_TENSORS = 8;
    private static final int NUMBER_OF_KEYS = 16;

    private final ByteBuffer bytes;

    private Damage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The demo model of 2 blocks, 3 heads and 1,024 tokens, as it is.
    static Damage none() {
        try {
            return new Damage(Files.readAllBytes(DemoModel.EDGE));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /// Another number of 32 bits behind a metadata key.
    Damage number(String key, int value) {
        bytes.putInt(behind(key) + Integer.BYTES, value);
        return this;
    }

    /// Another type of a metadata value, whose bytes stay.
    Damage type(String key, int type) {
        bytes.putInt(behind(key), type);
        return this;
    }

    /// Another element type of an array, whose bytes stay.
    Damage elements(String key, int type) {
        bytes.putInt(behind(key) + Integer.BYTES, type);
        return this;
    }

    /// Another text of the same length, wherever it stands first.
    Damage text(String from, String to) {
        byte[] before = from.getBytes(StandardCharsets.UTF_8);
        byte[] after = to.getBytes(StandardCharsets.UTF_8);
        if (before.length != after.length) {
            throw new IllegalArgumentException(from + " is not as long as " + to);
        }
        bytes.put(behind(from) - before.length, after);
        return this;
    }

    Damage tensors(int more) {
        bytes.putLong(NUMBER_OF_TENSORS, bytes.getLong(NUMBER_OF_TENSORS) + more);
        return this;
    }

    Damage keys(int more) {
        bytes.putLong(NUMBER_OF_KEYS, bytes.getLong(NUMBER_OF_KEYS) + more);
        return this;
    }

    /// @param dimension from 0
    Damage shape(String tensor, int dimension, long value) {
        bytes.putLong(behind(tensor) + Integer.BYTES + dimension * Long.BYTES, value);
        return this;
    }

    /// @param dimensions it has
    Damage tensorType(String tensor, int dimensions, int type) {
        bytes.putInt(behind(tensor) + Integer.BYTES + dimensions * Long.BYTES, type);
        return this;
    }

    Damage offset(String tensor, int dimensions, long offset) {
        bytes.putLong(behind(tensor) + 2 * Integer.BYTES + dimensions * Long.BYTES, offset);
        return this;
    }

    /// Other weights, to the end of the file.
    Damage weights(byte value, int count) {
        Arrays.fill(bytes.array(), bytes.capacity() - count, bytes.capacity(), value);
        return this;
    }

    Damage cutOff(int last) {
        return new Damage(Arrays.copyOf(bytes.array(), bytes.capacity() - last));
    }

    Damage longer(int more) {
        return new Damage(Arrays.copyOf(bytes.array(), bytes.capacity() + more));
    }

    byte[] bytes() {
        return bytes.array();
    }

    /// The place behind a text that has its length in front.
    private int behind(String text) {
        byte[] wanted =
                ByteBuffer.allocate(Long.BYTES + text.length())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length())
                        .put(text.getBytes(StandardCharsets.UTF_8))
                        .array();
        for (int at = 0; at + wanted.length <= bytes.capacity(); at++) {
            if (Arrays.equals(bytes.array(), at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + wanted.length;
            }
        }
        throw new IllegalArgumentException("there is no " + text);
    }
}
