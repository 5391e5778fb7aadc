package dev.fogline.backend.llamacpp.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Frames on their way out: each is a length of four bytes and that many bytes. Several are
/// gathered, then written at once. Thread-safe.
final class FrameOut {

    /// A gathered lot beyond this is written without being asked.
    private static final int LOT_BYTES = 1 << 16;

    private final OutputStream out;
    private final ByteArrayOutputStream lot = new ByteArrayOutputStream(LOT_BYTES);
    private final Bytes frame = new Bytes();

    FrameOut(OutputStream out) {
        this.out = out;
    }

    /// Gathers a frame.
    ///
    /// @throws IOException if the other side is gone
    synchronized void add(Frame next) throws IOException {
        frame.reset();
        FrameCodec.write(next, frame);
        lot.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(frame.size()).array());
        frame.writeTo(lot);
        if (lot.size() > LOT_BYTES) {
            flush();
        }
    }

    /// Writes what was gathered.
    ///
    /// @throws IOException if the other side is gone
    synchronized void flush() throws IOException {
        byte[] bytes = lot.toByteArray();
        lot.reset();
        out.write(bytes);
        out.flush();
    }

    synchronized void send(Frame next) throws IOException {
        add(next);
        flush();
    }

    /// The values of one frame, one behind the other.
    static final class Bytes {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        private final DataOutputStream data = new DataOutputStream(bytes);

        void number(int value) {
            quietly(() -> data.writeInt(value));
        }

        void number(long value) {
            quietly(() -> data.writeLong(value));
        }

        void number(double value) {
            quietly(() -> data.writeDouble(value));
        }

        void numbers(float[] values) {
            number(values.length);
            for (float value : values) {
                quietly(() -> data.writeFloat(value));
            }
        }

        void flag(boolean value) {
            quietly(() -> data.writeBoolean(value));
        }

        void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            bytes.writeBytes(utf8);
        }

        void choice(Enum<?> value) {
            text(value.name());
        }

        <T> void list(List<T> values, Part<T> part) {
            number(values.size());
            values.forEach(value -> part.write(value, this));
        }

        <T> void maybe(Optional<T> value, Part<T> part) {
            flag(value.isPresent());
            value.ifPresent(there -> part.write(there, this));
        }

        int size() {
            return bytes.size();
        }

        void reset() {
            bytes.reset();
        }

        void writeTo(ByteArrayOutputStream lot) {
            quietly(() -> bytes.writeTo(lot));
        }

        private interface Write {
            void run() throws IOException;
        }

        private static void quietly(Write write) {
            try {
                write.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // an array takes everything
            }
        }
    }

    /// How a part of a frame is written.
    interface Part<T> {
        void write(T value, Bytes bytes);
    }
}
