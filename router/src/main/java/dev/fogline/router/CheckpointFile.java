package dev.fogline.router;

import dev.fogline.router.disk.ReplacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The latest checkpoint on disk, mode 0600: written beside the old one, forced to the disk, and
/// put in its place by one rename. Whatever moment the node is killed at, one of the two is there.
/// Used by one thread.
final class CheckpointFile {

    private static final System.Logger LOG = System.getLogger(CheckpointFile.class.getName());

    private final Path file;
    private final Path next;

    CheckpointFile(Path dir, String name) {
        this.file = dir.resolve(name + ".checkpoint");
        this.next = dir.resolve(name + ".checkpoint.next");
    }

    /// @return empty if there is none, or none that this type of estimator saved whole; the latter
    ///   is logged
    Optional<Checkpoint> read(String type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<Checkpoint> read =
                    Checkpoint.of(Files.readAllBytes(file))
                            .filter(checkpoint -> checkpoint.type().equals(type));
            if (read.isEmpty()) {
                unusable("it is damaged, or another estimator's");
            }
            return read;
        } catch (IOException failed) {
            unusable(String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
    }

    /// Says that everything is learnt again.
    void unusable(String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the checkpoint {0} is of no use, so all of the journal is learnt again: {1}",
                file,
                why);
    }

    void write(Checkpoint checkpoint) throws IOException {
        ReplacedFile.write(
                file,
                next,
                checkpoint.bytes(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
