package dev.fogline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir private Path root;

    @BeforeEach
    void write() throws IOException {
        report("a", "<testsuite name=\"x\" tests=\"7\" errors=\"1\" skipped=\"2\" failures=\"3\">");
        report(
                "b/c",
                "<testsuite name=\"y\" tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\">");
    }

    @Test
    void addsUpTheReportsOfAllModules() throws IOException {
        assertThat(Tally.of(root)).isEqualTo(new Tally(12, 4, 2));
    }

    @Test
    void saysItInOneLine() throws IOException {
        assertThat(Tally.of(root)).hasToString("tests: 12 run, 4 failed, 2 skipped");
    }

    private void report(String module, String text) throws IOException {
        Path reports = Files.createDirectories(root.resolve(module, "target", "surefire-reports"));
        Files.writeString(reports.resolve("TEST-X.xml"), text);
    }
}
