package dev.fogline.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {

    @TempDir private Path dir;
    private Path file;

    @BeforeEach
    void inAFolder() {
        file = dir.resolve("a.jsonl");
    }

    @Test
    void cutsOffATornLastLine() throws IOException {
        Files.writeString(file, "one\ntwo\nthr");

        append("three\n");

        assertThat(file).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void cutsOffATornLineLongerThanABlock() throws IOException {
        Files.writeString(file, "one\n" + "x".repeat(10_000));

        append("two\n");

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void aFileWithoutAnyWholeLineBeginsAnew() throws IOException {
        Files.writeString(file, "x".repeat(10_000));

        append("one\n");

        assertThat(file).hasContent("one\n");
    }

    @Test
    void takesBackTheLastAppendAlone() throws IOException {
        try (var opened = AppendedFile.open(file)) {
            opened.append(bytes("one\n"));
            opened.append(bytes("two\n"));
            opened.takeBack();
            opened.append(bytes("three\n"));
        }

        assertThat(file).hasContent("one\nthree\n");
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        append("one\n");

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private void append(String lines) throws IOException {
        try (var opened = AppendedFile.open(file)) {
            opened.append(bytes(lines));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
