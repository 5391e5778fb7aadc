package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path one;
    @TempDir private Path other;

    @Test
    void equalImagesGiveEqualArchives() throws IOException {
        byte[] first = packed(image(one, List.of("b", "a"), "rw-r--r--"));
        byte[] second = packed(image(other, List.of("a", "b"), "rw-rw-r--"));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void everythingLiesInOneFolderOfTheArchivesName() throws IOException {
        String tar = text(packed(image(one, List.of("a"), "rw-r--r--")));

        assertThat(tar).contains("fogline-1-test/a").doesNotContain("fogline/a");
    }

    private static Path image(Path dir, List<String> names, String mode) throws IOException {
        Path image = Files.createDirectory(dir.resolve("fogline"));
        for (String name : names) {
            Path file = Files.writeString(image.resolve(name), name);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            Files.setLastModifiedTime(file, FileTime.fromMillis(name.hashCode()));
        }
        return image;
    }

    private static byte[] packed(Path image) throws IOException {
        Archive.pack(image, "fogline-1-test", TIME);
        return Files.readAllBytes(image.resolveSibling("fogline-1-test.tar.gz"));
    }

    private static String text(byte[] archive) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
