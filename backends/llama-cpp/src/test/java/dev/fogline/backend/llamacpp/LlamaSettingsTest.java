package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.residency.Keeping;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
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
                                List.of(Path.of("models/tiny.gguf")),
                                Optional.empty(),
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
                                new Keeping(750, Duration.ZERO, Watchdog.USUAL),
                                true,
                                Optional.empty()));
    }

    @Test
    void severalFilesAreLoadedOnDemandAndUnloadedWhenIdle() {
        LlamaSettings settings = settings(Map.of("file", "a.gguf, b.gguf", "memory-mib", "2"));

        assertThat(settings.paths()).containsExactly(Path.of("a.gguf"), Path.of("b.gguf"));
        assertThat(settings.loadAtStart()).isFalse();
        assertThat(settings.keeping().idleUnload()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.keeping().budgetBytes()).isEqualTo(2 << 20);
    }

    @Test
    void oneNameDoesNotGoWithSeveralFiles() {
        assertThatThrownBy(() -> settings(Map.of("file", "a.gguf,b.gguf", "model", "a")))
                .hasMessage("model: goes with one file only");
    }

    @Test
    void leavesOneProcessorToOthers() {
        var one = new LlamaSettings.Machine(1, 1000);
        assertThat(LlamaSettings.of(Settings.of(LlamaSettings.KNOWN, Map.of("file", "a")), one))
                .extracting(settings -> settings.engine().threads())
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
        "load, later, 'load: later is neither start nor demand'",
        "repack, yes, 'repack: yes is neither true nor false'",
    })
    void refusesWhatIsOutOfRange(String key, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }

    private static LlamaSettings settings(Map<String, String> configured) {
        var all = new HashMap<>(configured);
        all.putIfAbsent("file", "models/tiny.gguf");
        return LlamaSettings.of(
                Settings.of(LlamaSettings.KNOWN, all), new LlamaSettings.Machine(8, 1000));
    }
}
