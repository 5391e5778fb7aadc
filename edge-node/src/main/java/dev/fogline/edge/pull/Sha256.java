package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a file as it lies on the disk.
public final class Sha256 {

    private static final int BUFFER_BYTES = 1 << 20;

    private Sha256() {}

    /// @param watch is told how far it is
    /// @return 64 lower-case hexadecimal digits
    /// @throws InterruptedException if the calling thread is interrupted
    public static String of(Path file, PullWatch watch) throws InterruptedException {
        try (FileChannel channel = FileChannel.open(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long size = channel.size();
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
                watch.at(channel.position(), size);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + Web.reason(failed), failed);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never); // every Java has it
        }
    }
}
