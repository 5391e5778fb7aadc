package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.spi.Setting;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What may be configured.
///
/// @param model the name it is served under
/// @param engine how it is run
/// @param chatFormat a built-in format of llama.cpp, or `none`; empty for the model's own template
record LlamaSettings(String model, EngineOptions engine, Optional<String> chatFormat) {

    private static final int MAX_BATCH_TOKENS = 8192;

    /// `GGML_MAX_N_THREADS` of `ggml.h`.
    private static final int MAX_THREADS = 512;

    private static final int MAX_QUEUE = 100_000;

    static final List<Setting> KNOWN =
            List.of(
                    Setting.required("file", "the model, a GGUF file"),
                    Setting.optional(
                            "model",
                            "the name it is served under; by default the file's name without .gguf"),
                    Setting.optional(
                            "context-tokens",
                            "prompt and answer together, from 1 to what the model was trained on;"
                                    + " by default 4096, or that if it is less. Memory is taken for"
                                    + " slots times as many"),
                    Setting.withFallback(
                            "slots", "4", "requests answered at the same time, 1 to 256"),
                    Setting.withFallback(
                            "queue",
                            "16",
                            "requests that may wait for a slot, 0 to 100000; more are refused"),
                    Setting.optional(
                            "threads",
                            "that compute, 1 to 512; by default one less than the processors"),
                    Setting.withFallback(
                            "batch-tokens",
                            "512",
                            "tokens of one step, from slots to 8192; many read prompts faster and"
                                    + " delay running answers"),
                    Setting.optional(
                            "flash-attention",
                            "true or false; saves memory, but answers may depend on what else runs;"
                                    + " by default true if slots times context-tokens exceed 4096"),
                    Setting.optional(
                            "chat-format",
                            "a built-in chat format of llama.cpp, such as chatml, llama3 or gemma,"
                                    + " or none for completions only; by default the model's own"
                                    + " template"),
                    Setting.withFallback(
                            "repack",
                            "true",
                            "true or false: whether weights are copied into the processor's own"
                                    + " layout; faster, for twice the memory"));

    /// @param processors of this machine, ≥ 1
    /// @throws SettingException if a value is of no use
    static LlamaSettings of(Settings settings, int processors) {
        Path file = Path.of(settings.text("file"));
        int slots = settings.integer("slots", 1, DecoderOptions.MAX_SEQUENCES);
        var engine =
                new EngineOptions(
                        file,
                        new Loading(settings.flag("repack"), true, false, 0),
                        settings.find("context-tokens").isPresent()
                                ? settings.integer(
                                        "context-tokens", 1, EngineOptions.MAX_CONTEXT_TOKENS)
                                : 0,
                        slots,
                        settings.integer("batch-tokens", slots, MAX_BATCH_TOKENS),
                        threads(settings, processors),
                        settings.integer("queue", 0, MAX_QUEUE),
                        attention(settings),
                        List.of(),
                        false);
        return new LlamaSettings(
                settings.find("model").orElseGet(() -> servedName(file)),
                engine,
                settings.find("chat-format"));
    }

    /// One processor is left to others: measured, with all of them any other work stalls every
    /// step.
    private static int threads(Settings settings, int processors) {
        return settings.find("threads").isPresent()
                ? settings.integer("threads", 1, MAX_THREADS)
                : Math.clamp(processors - 1, 1, MAX_THREADS);
    }

    private static Optional<Attention> attention(Settings settings) {
        String key = "flash-attention";
        return settings.find(key)
                .map(given -> settings.flag(key) ? Attention.FLASH : Attention.PLAIN);
    }

    /// The path itself where it ends in no name, as the root does; no model is there anyway.
    private static String servedName(Path file) {
        return Objects.requireNonNullElse(file.getFileName(), file)
                .toString()
                .replaceFirst("\\.gguf$", "");
    }
}
