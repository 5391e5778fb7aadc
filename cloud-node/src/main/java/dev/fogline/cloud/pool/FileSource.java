package dev.fogline.cloud.pool;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.FileVersion;
import dev.fogline.edge.door.MembersFile;
import dev.fogline.router.pool.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Members that a file names; it is read again when it has changed.
final class FileSource implements MemberSource {

    private final Path file;
    private Optional<FileVersion> seen = Optional.empty();

    FileSource(Path file) {
        this.file = file;
    }

    /// A file that is wrong is told of once: until it changes, nothing is new.
    @Override
    public Optional<List<Member>> look() throws SourceException {
        Optional<FileVersion> now = FileVersion.of(file);
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
}
