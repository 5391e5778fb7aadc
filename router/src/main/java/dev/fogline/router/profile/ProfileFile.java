package dev.fogline.router.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.RouterException;
import dev.fogline.router.disk.ReplacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The profiles of a node: `profiles.json` in its data directory, one for each model file.
///
/// A new file is written beside the old one, forced to the disk and given its name: whoever is
/// killed meanwhile leaves the old one as it was.
public final class ProfileFile {

    static final String NAME = "profiles.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;

    private final Path dataDir;
    private final Path file;

    /// @param dataDir of the node
    public ProfileFile(Path dataDir) {
        this.dataDir = dataDir;
        this.file = dataDir.resolve(NAME);
    }

    /// Where it is, whether there is one or not.
    public Path path() {
        return file;
    }

    /// All of them; none if nothing was measured yet.
    ///
    /// @throws RouterException if there is a file that is none of this format
    public List<Profile> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (root.path("format").asInt() != FORMAT) {
                throw new RouterException(file + " holds no profiles of format " + FORMAT);
            }
            var profiles = new ArrayList<Profile>();
            root.path("profiles").forEach(node -> profiles.add(ProfileJson.read(node)));
            return List.copyOf(profiles);
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            throw new RouterException(file + " holds no profiles: " + firstLine(unfit), unfit);
        } catch (IOException failed) {
            throw new RouterException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    /// Adds a profile, in place of an earlier one of the same file.
    ///
    /// @throws RouterException if what is there cannot be read, or nothing can be written
    public void keep(Profile profile) {
        var all = new ArrayList<>(read());
        all.removeIf(other -> other.file().path().equals(profile.file().path()));
        all.add(profile);
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT);
        var nodes = root.putArray("profiles");
        all.forEach(each -> nodes.add(ProfileJson.of(each)));
        try {
            Files.createDirectories(
                    dataDir,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            ReplacedFile.write(
                    file,
                    file.resolveSibling(NAME + ".new"),
                    MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException failed) {
            throw new RouterException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static String firstLine(Exception unfit) {
        return String.valueOf(unfit.getMessage()).lines().findFirst().orElse("");
    }
}
