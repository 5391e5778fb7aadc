package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    private static final Checkpoint OLD = new Checkpoint(1, "learning", new byte[] {1});
    private static final Checkpoint NEXT = new Checkpoint(2, "learning", new byte[] {2, 2});

    @TempDir private Path dir;

    @Test
    void theNextTakesThePlaceOfTheOld() throws IOException {
        CheckpointFile file = file();
        file.write(OLD);
        file.write(NEXT);

        assertThat(file.read("learning")).contains(NEXT);
        assertThat(dir).isDirectoryContaining("glob:**/estimator.checkpoint");
        assertThat(Files.getPosixFilePermissions(dir.resolve("estimator.checkpoint")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(dir)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void killedAtAnyByteOfTheWriteTheOldOneIsThere() throws IOException {
        CheckpointFile file = file();
        file.write(OLD);
        byte[] next = NEXT.bytes();
        for (int written = 0; written <= next.length; written++) {
            Files.write(dir.resolve("estimator.checkpoint.next"), Arrays.copyOf(next, written));

            assertThat(file().read("learning")).contains(OLD);
        }
        file().write(NEXT); // over the remains

        assertThat(file().read("learning")).contains(NEXT);
    }

    @Test
    void aDamagedOneIsNone() throws IOException {
        Files.write(dir.resolve("estimator.checkpoint"), new byte[] {1, 2, 3});

        assertThat(file().read("learning")).isEmpty();
    }

    @Test
    void anotherEstimatorsIsNone() throws IOException {
        file().write(OLD);

        assertThat(file().read("another")).isEmpty();
    }

    @Test
    void thereIsNoneBeforeTheFirst() {
        assertThat(file().read("learning")).isEmpty();
    }

    private CheckpointFile file() {
        return new CheckpointFile(dir, "estimator");
    }
}
