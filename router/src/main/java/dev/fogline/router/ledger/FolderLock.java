package dev.fogline.router.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// One node at a time: a second one would take the first one's running attempts for those of a
/// crash. The operating system lets go when the process ends, however it ends.
record FolderLock(FileChannel channel) implements AutoCloseable {

    /// @throws LedgerException if another node has it
    static FolderLock of(Path dir) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        dir.resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        if (!locked(channel)) {
            channel.close();
            throw new LedgerException(
                    "another node keeps the ledger in "
                            + dir
                            + "; give this one a state of its own with --data DIR");
        }
        return new FolderLock(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // the lock is gone with the process at the latest
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }
}
