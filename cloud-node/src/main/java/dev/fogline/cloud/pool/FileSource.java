package dev.fogline.cloud.pool;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.MembersFile;
import dev.fogline.router.pool.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/// Members that a file names; it is read again when it has changed.
final class FileSource implements MemberSource {

    private final Path file;
    private Optional<Version> seen = Optional.empty();

    /// What tells one state of a file from another.
    private record Version(FileTime modified, long bytes) {}

    FileSource(Path file) {
        this.file = file;
    }

    /// A file that is wrong is told of once: until it changes, nothing is new.
    @Override
    public Optional<List<Member>> look() throws SourceException {
        Optional<Version> now = version();
        if (now.isPresent() && now.equals(seen)) {
            return Optional.empty();
        }
        seen = now;
        try {
            return Optional.of(MembersFile.read(file));
        } catch (CommandException wrong) {
            throw new SourceException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private Optional<Version> version() {
        try {
            return Optional.of(new Version(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
