package dev.fogline.edge.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.door.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir private Path dir;

    @Test
    void tellsKindAndPlaceOfEachLineAndNotTheText() throws IOException {
        CliRun run = check("Hello\nwrite to jane@example.com\n");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out().lines()).containsExactly("2:9-25 email", "email 1");
    }

    @Test
    void nothingFoundIsZero() throws IOException {
        CliRun run = check("Hello\n");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).containsExactly("nothing found");
    }

    @Test
    void jsonIsOneObjectALineWithTheSummaryLast() throws IOException {
        CliRun run = check("jane@example.com", "--json");

        assertThat(run.out().lines())
                .containsExactly(
                        "{\"line\":1,\"kind\":\"email\",\"start\":0,\"end\":16}",
                        "{\"lines\":1,\"found\":{\"email\":1}}");
    }

    @Test
    void onlyTheKindsAskedForCount() throws IOException {
        assertThat(check("jane@example.com", "--kinds", "card,phone").code()).isZero();
        assertThat(check("My name is Jane", "--kinds", "structured,name").code()).isEqualTo(3);
        assertThat(check("221B Baker Street", "--kinds", "all").code()).isEqualTo(3);
    }

    @Test
    void anUnknownKindIsWrongUsage() throws IOException {
        CliRun run = check("", "--kinds", "mail");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("privacy: --kinds: no kind 'mail'; there are secret, email");
    }

    @Test
    void aMissingFileIsAFault() {
        CliRun run = CliRun.of(new PrivacyCommand(), "check", dir.resolve("none").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("privacy: cannot read ");
    }

    private CliRun check(String text, String... flags) throws IOException {
        Path file = Files.writeString(dir.resolve("prompts.txt"), text);
        var arguments = new String[flags.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(flags, 0, arguments, 2, flags.length);
        return CliRun.of(new PrivacyCommand(), arguments);
    }
}
