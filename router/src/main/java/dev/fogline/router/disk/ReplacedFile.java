package dev.fogline.router.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/// Replaces a file as a whole: the new content is written beside it, forced to the disk, and put in
/// its place by one rename. Whatever moment the process is killed at, the old or the new one is
/// there, whole.
public final class ReplacedFile {

    private ReplacedFile() {}

    /// @param draft beside the file; what a kill left there is written over
    /// @param attributes of the file, where the draft is not there yet
    /// @throws IOException if it could not be written; the file is then as it was
    public static void write(Path file, Path draft, byte[] content, FileAttribute<?>... attributes)
            throws IOException {
        try (var channel =
                FileChannel.open(
                        draft,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING),
                        attributes)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
