package dev.fogline.router.profile;

import static dev.fogline.router.profile.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.RouterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {

    private static final Profile SMALL = profile(new FileMark(Path.of("/small.gguf"), 100, 1));
    private static final Profile LARGE = profile(new FileMark(Path.of("/large.gguf"), 900, 2));

    @TempDir private Path dir;

    @Test
    void whatIsKeptIsReadBackToTheLastBit() {
        var file = new ProfileFile(dir.resolve("made"));

        file.keep(SMALL);
        file.keep(LARGE);

        assertThat(file.read()).containsExactly(SMALL, LARGE);
    }

    @Test
    void theNodesStateIsNobodyElses() throws IOException {
        new ProfileFile(dir.resolve("made")).keep(SMALL);

        assertThat(Files.getPosixFilePermissions(dir.resolve("made")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aModelMeasuredAgainHasOneProfile() {
        var file = new ProfileFile(dir);
        file.keep(SMALL);

        file.keep(profile(new FileMark(Path.of("/small.gguf"), 101, 7)));

        assertThat(file.read()).hasSize(1);
        assertThat(file.read().getFirst().file().bytes()).isEqualTo(101);
    }

    @Test
    void beforeTheFirstMeasurementThereAreNone() {
        assertThat(new ProfileFile(dir).read()).isEmpty();
    }

    @Test
    void aKillWhileWritingLeavesWhatWasThere() throws IOException {
        var file = new ProfileFile(dir);
        file.keep(SMALL);
        String half = Files.readString(file.path()).substring(0, 40);
        Files.writeString(dir.resolve("profiles.json.new"), half); // as a kill leaves it

        assertThat(file.read()).containsExactly(SMALL);
        file.keep(LARGE);
        assertThat(file.read()).containsExactly(SMALL, LARGE);
        assertThat(dir.resolve("profiles.json.new")).doesNotExist();
    }

    @Test
    void whatIsNoProfileFileIsSaidAndNotReplaced() throws IOException {
        var file = new ProfileFile(dir);
        Files.writeString(file.path(), "{\"format\":1,\"profiles\":[{\"model\":\"small\"}]}");

        assertThatThrownBy(file::read)
                .isInstanceOf(RouterException.class)
                .hasMessageContaining("profiles.json holds no profiles");
        assertThatThrownBy(() -> file.keep(SMALL)).isInstanceOf(RouterException.class);
        assertThat(Files.readString(file.path())).startsWith("{\"format\":1");
    }

    @Test
    void aFileOfAnotherFormatIsRefused() throws IOException {
        var file = new ProfileFile(dir);
        Files.writeString(file.path(), "{\"format\":2}");

        assertThatThrownBy(file::read).hasMessageEndingWith("holds no profiles of format 1");
    }
}
