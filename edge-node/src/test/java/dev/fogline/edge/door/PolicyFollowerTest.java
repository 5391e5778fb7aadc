package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.config.Policies;
import dev.fogline.edge.config.PolicyFile;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFollowerTest {

    @TempDir Path dir;

    private final List<PolicyBook> forced = new ArrayList<>();

    @Test
    void aChangedFileTakesEffect() throws IOException {
        PolicyFollower follower = follower("default: fastest");

        write("default: prefer-edge");
        follower.look();

        assertThat(forced).extracting(PolicyBook::usual).containsExactly("prefer-edge");
    }

    @Test
    void aFileThatStaysAsItIsDoesNot() throws IOException {
        PolicyFollower follower = follower("default: fastest");

        follower.look();

        assertThat(forced).isEmpty();
    }

    @Test
    void aFileThatIsWrongChangesNothingUntilItIsRight() throws IOException {
        PolicyFollower follower = follower("default: fastest");

        write("default: fastes");
        follower.look();
        Files.delete(file());
        follower.look();
        assertThat(forced).isEmpty();

        write("default: edge-only");
        follower.look();

        assertThat(forced).extracting(PolicyBook::usual).containsExactly("edge-only");
    }

    private PolicyFollower follower(String yaml) throws IOException {
        write(yaml);
        var reader = new PolicyFile(Map.of(), Plugins.load(dir.resolve("none")), Limits.DEFAULT);
        var policies = new Policies(reader.read(file()), Optional.of(file()), reader);
        return new PolicyFollower(policies, forced::add);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file(), yaml);
    }

    private Path file() {
        return dir.resolve("policies.yaml");
    }
}
