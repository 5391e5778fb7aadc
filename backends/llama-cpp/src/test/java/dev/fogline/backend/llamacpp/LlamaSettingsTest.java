package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaSettingsTest {

    @Test
    void needsNothingButAFile() {
        assertThat(settings(Map.of()))
                .isEqualTo(
                        new LlamaSettings(
                                Path.of("models/tiny.gguf"),
                                "tiny",
                                0,
                                4,
                                512,
                                7,
                                16,
                                Optional.empty(),
                                Optional.empty(),
                                Model.Weights.REPACKED));
    }

    @Test
    void leavesOneProcessorToOthers() {
        assertThat(
                        LlamaSettings.of(Settings.of(LlamaSettings.KNOWN, Map.of("file", "a")), 1)
                                .threads())
                .isEqualTo(1);
        assertThat(settings(Map.of("threads", "8")).threads()).isEqualTo(8);
    }

    @Test
    void suitsTheContextToTheModel() {
        assertThat(settings(Map.of()).decoder(512))
                .isEqualTo(new DecoderOptions(4, 512, 512, 7, Attention.PLAIN));
        assertThat(settings(Map.of()).decoder(131_072).sequenceTokens()).isEqualTo(4096);
        assertThat(settings(Map.of()).decoder(0).sequenceTokens()).isEqualTo(4096);
        assertThat(settings(Map.of("context-tokens", "8192")).decoder(131_072).sequenceTokens())
                .isEqualTo(8192);
    }

    @Test
    void takesFlashAttentionWherePlainOneTakesMuchMemory() {
        assertThat(settings(Map.of()).decoder(1024).attention()).isEqualTo(Attention.PLAIN);
        assertThat(settings(Map.of()).decoder(1025).attention()).isEqualTo(Attention.FLASH);
        assertThat(settings(Map.of("flash-attention", "true")).decoder(512).attention())
                .isEqualTo(Attention.FLASH);
    }

    @Test
    void refusesAContextBeyondTraining() {
        LlamaSettings settings = settings(Map.of("context-tokens", "513"));

        assertThatThrownBy(() -> settings.decoder(512))
                .hasMessage("context-tokens: 513 is more than the 512 the model was trained on");
    }

    @ParameterizedTest
    @CsvSource({
        "slots, 0, 'slots: 0 is not a whole number in [1, 256]'",
        "slots, 257, 'slots: 257 is not a whole number in [1, 256]'",
        "threads, 0, 'threads: 0 is not a whole number in [1, 512]'",
        "queue, -1, 'queue: -1 is not a whole number in [0, 100000]'",
        "batch-tokens, 3, 'batch-tokens: 3 is not a whole number in [4, 8192]'",
        "context-tokens, many, 'context-tokens: many is not a whole number in [1, 1048576]'",
        "repack, yes, 'repack: yes is neither true nor false'",
    })
    void refusesWhatIsOutOfRange(String key, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }

    private static LlamaSettings settings(Map<String, String> configured) {
        var all = new HashMap<>(configured);
        all.put("file", "models/tiny.gguf");
        return LlamaSettings.of(Settings.of(LlamaSettings.KNOWN, all), 8);
    }
}
