package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Writes GGUF files, row by row, so that their size is no matter.
public final class GgufWriter {

    private static final int BUFFER_BYTES = 1 << 20;

    private GgufWriter() {}

    /// @param metadata in the order of the file; values as [GgufBytes#entry] takes them.
    ///   `general.alignment` is obeyed
    /// @param seed equal seeds give equal files; the weights of a tensor depend on it and the name
    ///   alone
    public static void write(
            Path file, Map<String, Object> metadata, List<Tensor> tensors, long seed) {
        int alignment = (int) metadata.getOrDefault("general.alignment", 32);
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            writeAll(channel, ByteBuffer.wrap(head(metadata, tensors, alignment)));
            var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (Tensor tensor : tensors) {
                var random = new SplittableRandom(seed ^ tensor.name().hashCode());
                for (int row = 0; row < tensor.rows(); row++) {
                    if (buffer.remaining() < tensor.rowBytes()) {
                        writeAll(channel, buffer.flip());
                        buffer.clear();
                    }
                    tensor.putRow(row, buffer, random);
                }
                writeAll(channel, buffer.flip());
                buffer.clear();
                int padding = (int) (padded(tensor.bytes(), alignment) - tensor.bytes());
                writeAll(channel, ByteBuffer.allocate(padding));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(Map<String, Object> metadata, List<Tensor> tensors, int alignment) {
        GgufBytes head = GgufBytes.start(tensors.size(), metadata.size());
        metadata.forEach(head::entry);
        long offset = 0;
        for (Tensor tensor : tensors) {
            head.text(tensor.name()).int32(tensor.shape().size());
            tensor.shape().forEach(head::int64);
            head.int32(tensor.type().number).int64(offset);
            offset += padded(tensor.bytes(), alignment);
        }
        return head.align(alignment).bytes();
    }

    private static long padded(long bytes, int alignment) {
        return Math.ceilDiv(bytes, alignment) * alignment;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
