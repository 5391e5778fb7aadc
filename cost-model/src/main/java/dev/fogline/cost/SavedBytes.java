package dev.fogline.cost;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What an estimator's state is written to and read from: numbers in a fixed order, big-endian, so
/// that equal states are equal bytes.
final class SavedBytes {

    private SavedBytes() {}

    /// Grows as it is written to. Used by one thread.
    static final class Writer {

        private static final int BEGINNING = 1 << 12;

        private ByteBuffer bytes = ByteBuffer.allocate(BEGINNING);

        Writer number(long value) {
            room(Long.BYTES);
            bytes.putLong(value);
            return this;
        }

        Writer real(double value) {
            room(Double.BYTES);
            bytes.putDouble(value);
            return this;
        }

        Writer doubles(double[] values) {
            for (double value : values) {
                real(value);
            }
            return this;
        }

        Writer numbers(int[] values) {
            for (int value : values) {
                number(value);
            }
            return this;
        }

        Writer text(String value) {
            return part(value.getBytes(StandardCharsets.UTF_8));
        }

        Writer part(byte[] value) {
            number(value.length);
            room(value.length);
            bytes.put(value);
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        private void room(int more) {
            if (bytes.remaining() < more) {
                int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
                bytes = ByteBuffer.allocate(size).put(bytes.array(), 0, bytes.position());
            }
        }
    }

    /// Reads what was written, in the same order.
    static final class Reader {

        private final ByteBuffer bytes;

        Reader(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        /// @throws IllegalArgumentException if it does not lie in the range, ends included
        int number(int least, int most) {
            long value = number();
            if (value < least || value > most) {
                throw new IllegalArgumentException(value + " not in [" + least + ", " + most + "]");
            }
            return (int) value;
        }

        long number() {
            try {
                return bytes.getLong();
            } catch (BufferUnderflowException end) {
                throw new IllegalArgumentException("the state ends too early", end);
            }
        }

        /// @throws IllegalArgumentException if it is no finite number
        double real() {
            double value = Double.longBitsToDouble(number());
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number of the state is " + value);
            }
            return value;
        }

        double[] doubles(int count) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = real();
            }
            return values;
        }

        int[] numbers(int count, int least, int most) {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = number(least, most);
            }
            return values;
        }

        String text() {
            return new String(part(), StandardCharsets.UTF_8);
        }

        byte[] part() {
            long length = number();
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalArgumentException("a part of " + length + " bytes in the state");
            }
            byte[] part = new byte[(int) length];
            bytes.get(part);
            return part;
        }

        boolean atEnd() {
            return !bytes.hasRemaining();
        }
    }
}
