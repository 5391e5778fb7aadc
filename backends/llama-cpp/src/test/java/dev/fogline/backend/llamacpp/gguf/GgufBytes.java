package dev.fogline.backend.llamacpp.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes GGUF files, right or wrong ones, number by number.
final class GgufBytes {

    static final int UINT32 = 4;
    static final int FLOAT = 6;
    static final int TEXT = 8;
    static final int ARRAY = 9;

    private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

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

    GgufBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int64(utf8.length);
        bytes.put(utf8);
        return this;
    }

    GgufBytes int32(int value) {
        bytes.putInt(value);
        return this;
    }

    GgufBytes int64(long value) {
        bytes.putLong(value);
        return this;
    }

    byte[] bytes() {
        var written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }
}
