package dev.fogline.backend.llamacpp.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Frames on their way in. One thread uses it.
final class FrameIn {

    /// Beyond the largest prompt a node takes; a larger frame is a broken one.
    static final int MAX_FRAME_BYTES = 1 << 28;

    private final DataInputStream in;

    FrameIn(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }

    /// Blocks until there is a frame.
    ///
    /// @return empty if the other side is gone
    /// @throws IOException if what comes is no frame
    Optional<Frame> next() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException gone) {
            return Optional.empty();
        }
        if (length < 1 || length > MAX_FRAME_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] frame = in.readNBytes(length);
        if (frame.length < length) {
            return Optional.empty();
        }
        return Optional.of(FrameCodec.read(new Values(frame)));
    }

    /// The values of one frame, in the order they were written in.
    static final class Values {

        private final DataInputStream data;

        Values(byte[] frame) {
            data = new DataInputStream(new ByteArrayInputStream(frame));
        }

        int number() throws IOException {
            return data.readInt();
        }

        long longNumber() throws IOException {
            return data.readLong();
        }

        double fraction() throws IOException {
            return data.readDouble();
        }

        float[] numbers() throws IOException {
            var values = new float[number()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.readFloat();
            }
            return values;
        }

        boolean flag() throws IOException {
            return data.readBoolean();
        }

        String text() throws IOException {
            return new String(data.readNBytes(number()), StandardCharsets.UTF_8);
        }

        <E extends Enum<E>> E choice(Class<E> type) throws IOException {
            String name = text();
            try {
                return Enum.valueOf(type, name);
            } catch (IllegalArgumentException unknown) {
                throw new IOException("no " + type.getSimpleName() + " " + name, unknown);
            }
        }

        <T> List<T> list(Part<T> part) throws IOException {
            int size = number();
            var values = new ArrayList<T>();
            for (int i = 0; i < size; i++) {
                values.add(part.read(this));
            }
            return values;
        }

        <T> Optional<T> maybe(Part<T> part) throws IOException {
            return flag() ? Optional.of(part.read(this)) : Optional.empty();
        }
    }

    /// How a part of a frame is read.
    interface Part<T> {
        T read(Values values) throws IOException;
    }
}
