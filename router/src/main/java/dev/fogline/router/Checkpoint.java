package dev.fogline.router;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What an estimator knew after so many observations of the journal, as bytes:
///
/// ```
/// magic, sequence, length and bytes of the type, length and bytes of the state, CRC-32C of all that
/// ```
///
/// Immutable; the array is never written after construction.
final class Checkpoint {

    /// "FOG" and the number of this format.
    private static final int MAGIC = 0x464F4701;

    private final long sequence;
    private final String type;
    private final byte[] state;

    /// @param sequence of the last observation in it, ≥ 0
    /// @param type of the estimator's provider
    /// @param state what the estimator saved
    Checkpoint(long sequence, String type, byte[] state) {
        this.sequence = sequence;
        this.type = type;
        this.state = state.clone();
    }

    long sequence() {
        return sequence;
    }

    String type() {
        return type;
    }

    /// A copy.
    byte[] state() {
        return state.clone();
    }

    byte[] bytes() {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        int length = Integer.BYTES * 4 + Long.BYTES + name.length + state.length;
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.putInt(MAGIC).putLong(sequence);
        bytes.putInt(name.length).put(name).putInt(state.length).put(state);
        return bytes.putInt(checksum(bytes.array(), length - Integer.BYTES)).array();
    }

    /// @return empty if these are not the bytes of a checkpoint, whole and undamaged
    static Optional<Checkpoint> of(byte[] bytes) {
        int checked = bytes.length - Integer.BYTES;
        ByteBuffer from = ByteBuffer.wrap(bytes);
        try {
            if (checked < 0 || from.getInt(checked) != checksum(bytes, checked)) {
                return Optional.empty();
            }
            boolean ours = from.getInt() == MAGIC;
            long sequence = from.getLong();
            String type = new String(part(from), StandardCharsets.UTF_8);
            byte[] state = part(from);
            return ours && sequence >= 0 && from.remaining() == Integer.BYTES
                    ? Optional.of(new Checkpoint(sequence, type, state))
                    : Optional.empty();
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static byte[] part(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        from.get(part);
        return part;
    }

    private static int checksum(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && sequence == checkpoint.sequence
                && type.equals(checkpoint.type)
                && Arrays.equals(state, checkpoint.state);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "Checkpoint[" + type + " at " + sequence + ", " + state.length + " bytes]";
    }
}
