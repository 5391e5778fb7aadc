package dev.fogline.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.cascade.TokenStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedFileTest {

    private static final Asked ONE =
            new Asked(
                    "one",
                    0.75,
                    1.5,
                    2.5,
                    0.000125,
                    List.of(new TokenStatistics(-0.25, 1.5, 0.125), new TokenStatistics(0, 30, 0)));
    private static final Asked TWO = new Asked("two", 0, 3, 4, 0, List.of());

    @TempDir private Path dir;

    @Test
    void whatWasAskedIsFoundAgain() {
        Path file = dir.resolve("asked.jsonl");
        try (AskedFile first = AskedFile.open(file)) {
            first.add(ONE);
        }
        try (AskedFile second = AskedFile.open(file)) {
            assertThat(second.find("one")).contains(ONE);
            second.add(TWO);
        }
        try (AskedFile third = AskedFile.open(file)) {
            assertThat(third.find("two")).contains(TWO);
        }
    }

    @Test
    void aLineThatWasCutOffIsAskedAnewAndHarmsNoOther() throws Exception {
        Path file = dir.resolve("asked.jsonl");
        try (AskedFile first = AskedFile.open(file)) {
            first.add(ONE);
        }
        Files.writeString(file, "{\"key\":\"tw", StandardOpenOption.APPEND);
        try (AskedFile second = AskedFile.open(file)) {
            second.add(TWO);
        }
        try (AskedFile third = AskedFile.open(file)) {
            assertThat(third.find("one")).contains(ONE);
            assertThat(third.find("two")).contains(TWO);
        }
    }
}
