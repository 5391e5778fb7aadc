package dev.fogline.backend.llamacpp.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The head of a GGUF file, right or wrong, number by number.
final class GgufBytes {

    static final int INT8 = 1;
    static final int INT16 = 3;
    static final int UINT32 = 4;
    static final int INT32 = 5;
    static final int FLOAT = 6;
    static final int BOOLEAN = 7;
    static final int TEXT = 8;
    static final int ARRAY = 9;
    static final int INT64 = 11;
    static final int UINT64 = 10;
    static final int DOUBLE = 12;

    private ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    /// A file's beginning: magic, version, counts.
    static GgufBytes start(long tensors, long keys) {
        return new GgufBytes().int32(0x46554747).int32(3).int64(tensors).int64(keys);
    }

    /// A file of two keys, `general.architecture` and the number of blocks, without tensors.
    static GgufBytes ofBlocks(int blocks) {
        return start(0, 2).architecture().key("llama.block_count", UINT32).int32(blocks);
    }

    GgufBytes architecture() {
        return key("general.architecture", TEXT).text("llama");
    }

    GgufBytes key(String name, int type) {
        return text(name).int32(type);
    }

    /// A key with its type and value. Whole numbers are unsigned where llama.cpp reads them so: an
    /// `Integer` is a `UINT32`, a `Long` a `UINT64`, but an `int[]` an array of `INT32`.
    GgufBytes entry(String name, Object value) {
        return switch (value) {
            case Byte number -> key(name, INT8).int8(number);
            case Short number -> key(name, INT16).int16(number);
            case Integer number -> key(name, UINT32).int32(number);
            case Long number -> key(name, UINT64).int64(number);
            case Float number -> key(name, FLOAT).float32(number);
            case Double number -> key(name, DOUBLE).int64(Double.doubleToRawLongBits(number));
            case Boolean flag -> key(name, BOOLEAN).int8(flag ? 1 : 0);
            case String text -> key(name, TEXT).text(text);
            case int[] numbers -> array(name, INT32, numbers.length).all(numbers);
            case float[] numbers -> array(name, FLOAT, numbers.length).all(numbers);
            case boolean[] flags -> array(name, BOOLEAN, flags.length).all(flags);
            case List<?> texts -> array(name, TEXT, texts.size()).all(texts);
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        };
    }

    GgufBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int64(utf8.length);
        room(utf8.length).put(utf8);
        return this;
    }

    GgufBytes int8(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    GgufBytes int16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    GgufBytes int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    GgufBytes int64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    GgufBytes float32(float value) {
        return int32(Float.floatToRawIntBits(value));
    }

    /// Zeros up to the next multiple of a power of two.
    GgufBytes align(int alignment) {
        while (bytes.position() % alignment != 0) {
            int8(0);
        }
        return this;
    }

    byte[] bytes() {
        var written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    private GgufBytes array(String name, int type, int length) {
        return key(name, ARRAY).int32(type).int64(length);
    }

    private GgufBytes all(int[] numbers) {
        for (int number : numbers) {
            int32(number);
        }
        return this;
    }

    private GgufBytes all(float[] numbers) {
        for (float number : numbers) {
            float32(number);
        }
        return this;
    }

    private GgufBytes all(boolean[] flags) {
        for (boolean flag : flags) {
            int8(flag ? 1 : 0);
        }
        return this;
    }

    private GgufBytes all(List<?> texts) {
        texts.forEach(text -> text((String) text));
        return this;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + count);
            var larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
