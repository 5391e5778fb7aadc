package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Entries `{"n":1}` take eight bytes with their line end.
class JournalFileTest {

    @TempDir private Path dir;

    @Test
    void aFullFileIsSetAsideAndOneSuchIsKept() throws IOException {
        try (JournalFile file = JournalFile.open(dir, "journal", 16)) {
            append(file, 1, 2, 3, 4, 5);

            assertThat(Files.readString(dir.resolve("journal.1.jsonl")))
                    .isEqualTo("{\"n\":3}\n{\"n\":4}\n");
            assertThat(Files.readString(dir.resolve("journal.jsonl"))).isEqualTo("{\"n\":5}\n");
            assertThat(read(file)).containsExactly(3, 4, 5);
        }
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        try (JournalFile file = JournalFile.open(dir, "journal", 1_000)) {
            append(file, 1);
        }
        try (JournalFile file = JournalFile.open(dir, "journal", 1_000)) {
            append(file, 2);

            assertThat(read(file)).containsExactly(1, 2);
        }
    }

    @Test
    void namesTheDirectoryItCannotWrite() throws IOException {
        Path taken = Files.writeString(dir.resolve("taken"), "a file");

        assertThatThrownBy(() -> JournalFile.open(taken, "journal", 1_000))
                .isInstanceOf(RouterException.class)
                .hasMessageStartingWith("cannot write the journal in " + taken);
    }

    private static void append(JournalFile file, int... numbers) throws IOException {
        for (int n : numbers) {
            file.append(List.of(("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static List<Integer> read(JournalFile file) throws IOException {
        var numbers = new ArrayList<Integer>();
        file.read(line -> numbers.add(line.path("n").asInt()));
        return numbers;
    }
}
