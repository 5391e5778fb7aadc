package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {

    @Test
    void suitsTheContextToTheModel() {
        assertThat(options(0).decoder(512))
                .isEqualTo(new DecoderOptions(4, 512, 512, 7, Attention.FLASH));
        assertThat(options(0).slotTokens(131_072)).isEqualTo(4096);
        assertThat(options(0).slotTokens(0)).isEqualTo(4096);
        assertThat(options(8192).slotTokens(131_072)).isEqualTo(8192);
    }

    @Test
    void refusesAContextBeyondTraining() {
        assertThatThrownBy(() -> options(513).slotTokens(512))
                .hasMessage("context-tokens 513 is more than the 512 the model was trained on");
    }

    private static EngineOptions options(int contextTokens) {
        return new EngineOptions(
                Path.of("a.gguf"),
                Loading.FASTEST,
                contextTokens,
                4,
                512,
                7,
                16,
                Attention.FLASH,
                List.of(),
                Set.of(Use.GENERATION));
    }
}
