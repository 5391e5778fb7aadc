package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
                                "tiny",
                                new EngineOptions(
                                        Path.of("models/tiny.gguf"),
                                        Loading.FASTEST,
                                        0,
                                        4,
                                        512,
                                        7,
                                        16,
                                        Optional.empty(),
                                        List.of(),
                                        false),
                                Optional.empty()));
    }

    @Test
    void leavesOneProcessorToOthers() {
        assertThat(
                        LlamaSettings.of(Settings.of(LlamaSettings.KNOWN, Map.of("file", "a")), 1)
                                .engine()
                                .threads())
                .isEqualTo(1);
        assertThat(settings(Map.of("threads", "8")).engine().threads()).isEqualTo(8);
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
