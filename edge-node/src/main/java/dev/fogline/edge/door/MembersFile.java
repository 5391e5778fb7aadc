package dev.fogline.edge.door;

import dev.fogline.edge.config.ConfigException;
import dev.fogline.edge.config.MembersReader;
import dev.fogline.router.pool.Member;
import java.nio.file.Path;
import java.util.List;

/// A file that names the members of a pool.
public final class MembersFile {

    private MembersFile() {}

    /// @throws CommandException with one line that names the file, the line and the reason
    public static List<Member> read(Path file) {
        try {
            return MembersReader.read(file);
        } catch (ConfigException wrong) {
            throw new CommandException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
