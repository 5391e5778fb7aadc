package dev.fogline.edge.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    @Test
    void aHubHasRepositoriesAndQuantisations() {
        assertThat(Source.parse("hf:maker/small:Q4_K_M"))
                .isEqualTo(new Source.Hub("maker/small", "Q4_K_M"));
        assertThat(Source.parse("hf:maker/small")).isEqualTo(new Source.Hub("maker/small", ""));
        assertThat(Source.parse("hf:maker/small/a/b.gguf"))
                .isEqualTo(new Source.Hub("maker/small", "a/b.gguf"));
    }

    @Test
    void anythingElseIsAUrlOrAFile() {
        assertThat(Source.parse("https://example.com/a.gguf"))
                .isEqualTo(new Source.Web(URI.create("https://example.com/a.gguf")));
        assertThat(Source.parse("models/a.gguf"))
                .isEqualTo(new Source.Local(Path.of("models/a.gguf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf:small",
                "hf:a/b:c/d",
                "hf:../b/c.gguf",
                "hf:a/b/../../c.gguf",
                "ftp://a/b",
                "http://"
            })
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> Source.parse(text)).hasMessageContaining("'" + text + "' is");
    }

    @Test
    void shownUrlsHoldNoSecrets() {
        assertThat(Source.parse("https://me:secret@example.com/a.gguf?sign=abc"))
                .hasToString("https://example.com/a.gguf");
    }

    @Test
    void aMirrorWinsOverTheEnvironmentAndThatOverThePublicHub() {
        var environment = Map.of("HF_ENDPOINT", "https://mirror.example/", "HF_TOKEN", "key");

        assertThat(HubAddress.of(Optional.of("http://here:1"), environment).address())
                .isEqualTo(URI.create("http://here:1"));
        assertThat(HubAddress.of(Optional.empty(), environment))
                .isEqualTo(new HubAddress(URI.create("https://mirror.example/"), "key"))
                .hasToString("https://mirror.example/");
        assertThat(HubAddress.of(Optional.empty(), Map.of()).token()).isEmpty();
    }
}
