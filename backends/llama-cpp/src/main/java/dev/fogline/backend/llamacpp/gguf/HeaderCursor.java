package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads a file forwards, little-endian; a value that would end behind the file's end is an
/// exception that names it.
final class HeaderCursor {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long length;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).flip();
    private long position;

    HeaderCursor(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    /// Of the whole file, in bytes.
    long length() {
        return length;
    }

    /// Bytes read so far.
    long position() {
        return position;
    }

    int int32(String what) throws IOException {
        require(Integer.BYTES, what);
        fill(Integer.BYTES);
        position += Integer.BYTES;
        return buffer.getInt();
    }

    long int64(String what) throws IOException {
        require(Long.BYTES, what);
        fill(Long.BYTES);
        position += Long.BYTES;
        return buffer.getLong();
    }

    /// A little-endian whole number of 1, 2, 4 or 8 bytes, without sign extension.
    long unsigned(int bytes, String what) throws IOException {
        require(bytes, what);
        fill(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (buffer.get() & 0xffL) << (8 * i);
        }
        position += bytes;
        return value;
    }

    /// A text with its length in front.
    ///
    /// @throws GgufException if it is longer than `mostBytes`
    String text(String what, int mostBytes) throws IOException {
        long bytes = int64("the length of " + what);
        if (bytes < 0 || bytes > mostBytes) {
            throw new GgufException(
                    file,
                    what
                            + " has "
                            + Long.toUnsignedString(bytes)
                            + " bytes, more than "
                            + mostBytes);
        }
        require(bytes, what);
        byte[] utf8 = new byte[(int) bytes];
        for (int at = 0; at < utf8.length; ) {
            fill(1);
            int part = Math.min(buffer.remaining(), utf8.length - at);
            buffer.get(utf8, at, part);
            at += part;
        }
        position += bytes;
        return new String(utf8, StandardCharsets.UTF_8);
    }

    void skip(long bytes, String what) throws IOException {
        require(bytes, what);
        position += bytes;
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            buffer.limit(0);
            channel.position(position);
        }
    }

    private void require(long bytes, String what) {
        if (bytes < 0 || bytes > length - position) {
            throw new GgufException(
                    file, "cut off after " + length + " bytes, in the middle of " + what);
        }
    }

    private void fill(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            if (channel.read(buffer) < 0) {
                throw new GgufException(file, "became shorter while it was read");
            }
        }
        buffer.flip();
    }
}
