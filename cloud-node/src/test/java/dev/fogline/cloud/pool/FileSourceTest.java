package dev.fogline.cloud.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.pool.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

    @TempDir private Path dir;

    private Path file = Path.of("");
    private FileSource source = new FileSource(file);

    @BeforeEach
    void fresh() {
        file = dir.resolve("members.yaml");
        source = new FileSource(file);
    }

    @Test
    void readsTheFileAgainWhenItHasChanged() throws Exception {
        Files.writeString(file, "members:\n  - {name: a, address: '10.0.0.1:8000'}\n");
        assertThat(source.look().orElseThrow())
                .containsExactly(Member.of("a", "http://10.0.0.1:8000"));
        assertThat(source.look()).isEmpty();

        Files.writeString(
                file,
                """
                members:
                  - name: a
                    url: https://a.example.com/v1
                    labels: {accelerator: h100}
                    drain: true
                """);

        assertThat(source.look().orElseThrow())
                .containsExactly(
                        new Member(
                                "a",
                                "https://a.example.com/v1",
                                Map.of("accelerator", "h100"),
                                true));
    }

    @Test
    void aWrongFileIsToldOfOnceWithItsLine() throws Exception {
        Files.writeString(
                file, "members:\n  - {name: a, address: x:1}\n  - {name: a, address: y:1}\n");

        assertThatThrownBy(() -> source.look())
                .isInstanceOf(SourceException.class)
                .hasMessage(file + ", line 3: name: two are named 'a'");
        assertThat(source.look()).isEmpty();
    }

    @Test
    void aMemberNeedsAPlace() throws Exception {
        Files.writeString(file, "members:\n  - {name: a}\n");

        assertThatThrownBy(() -> source.look())
                .hasMessageContaining("line 2: address: a member has an address or a url");
    }

    @Test
    void aMissingFileIsNoEmptyPool() {
        assertThatThrownBy(() -> source.look()).hasMessage("there is no file of members " + file);
    }
}
