package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.engine.Adapter;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Use;
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
import java.util.Set;
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
                                        Attention.FLASH,
                                        List.of(),
                                        Set.of(Use.GENERATION)),
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
    void theConfiguredThreadsWin() {
        assertThat(settings(Map.of("threads", "8")).engine().threads()).isEqualTo(8);
    }

    @Test
    void readsAdaptersWithTheirScales() {
        assertThat(settings(Map.of("lora", "a.gguf, b=c.gguf=-0.5")).engine().adapters())
                .containsExactly(
                        new Adapter(Path.of("a.gguf"), 1), new Adapter(Path.of("b=c.gguf"), -0.5f));
    }

    @Test
    void readsHowWeightsAreHeld() {
        var given = Map.of("mmap", "false", "mlock", "true", "repack", "false", "gpu-layers", "9");

        assertThat(settings(given).engine().loading())
                .isEqualTo(new Loading(false, false, true, 9));
    }

    @Test
    void embedsBesideGeneratingIfToldTo() {
        assertThat(settings(Map.of("embeddings", "true")).engine().uses())
                .containsExactlyInAnyOrder(Use.GENERATION, Use.EMBEDDINGS);
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
        "gpu-layers, -1, 'gpu-layers: -1 is not a whole number in [0, 1024]'",
        "lora, a.gguf=much, 'lora: a.gguf=much is not file=scale with a finite scale'",
        "lora, a.gguf=NaN, 'lora: a.gguf=NaN is not file=scale with a finite scale'",
        "lora, a.gguf=, 'lora: a.gguf= is not file=scale with a finite scale'",
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
                Settings.of(LlamaSettings.KNOWN, all), new LlamaSettings.Machine(7, 1000));
    }
}
