package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.engine.Adapter;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.residency.Keeping;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.spi.Setting;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What may be configured.
///
/// @param paths of GGUF files, and of folders of them; at least one
/// @param model the name of the only one; empty for the files' own
/// @param engine how each is run; its file is to be filled in
/// @param keeping how they are kept in memory
/// @param loadAtStart whether the node waits until they are loaded, or the first request does
/// @param chatTemplate a file with a Jinja template, or `none`; empty for the model's own
record LlamaSettings(
        List<Path> paths,
        Optional<String> model,
        EngineOptions engine,
        Keeping keeping,
        boolean loadAtStart,
        Optional<String> chatTemplate) {

    private static final int MAX_BATCH_TOKENS = 8192;

    /// `GGML_MAX_N_THREADS` of `ggml.h`.
    private static final int MAX_THREADS = 512;

    private static final int MAX_QUEUE = 100_000;

    /// Twice as many as llama.cpp takes, so that whoever says "all" with a large number may.
    private static final int MAX_GPU_LAYERS = 1024;

    /// A bound against typing errors: 16 TiB.
    private static final int MAX_MEMORY_MIB = 1 << 24;

    /// Of this machine's memory, what models take where nothing is configured.
    private static final double USUAL_SHARE = 0.75;

    private static final long BYTES_PER_MIB = 1 << 20;

    /// As Ollama does.
    private static final int USUAL_IDLE_SECONDS = 300;

    private static final int MAX_IDLE_SECONDS = 31_536_000;

    static final List<Setting> KNOWN =
            List.of(
                    Setting.required(
                            "file",
                            "the model, a GGUF file; or several with commas between them; or a"
                                    + " folder, whose files are served as they come and go"),
                    Setting.optional(
                            "model",
                            "the name it is served under, if it is one file; by default the file's"
                                    + " name without .gguf"),
                    Setting.optional(
                            "load",
                            "start or demand: whether models are loaded when the node starts, or by"
                                    + " the first request; by default start for one file, demand"
                                    + " for more"),
                    Setting.optional(
                            "memory-mib",
                            "for all models in memory together, 1 to 16777216; the one unused"
                                    + " longest makes room for another; by default three quarters"
                                    + " of this machine's memory"),
                    Setting.optional(
                            "idle-unload-seconds",
                            "a model that nobody asked for so long is taken out of memory; 0 for"
                                    + " never; by default 0 for models loaded at the start, 300"
                                    + " for others"),
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
                            "that compute, 1 to 512; by default one for each core that is no efficient"
                                    + " one, within the quota of the process, but for one core"),
                    Setting.withFallback(
                            "batch-tokens",
                            "512",
                            "tokens of one step, from slots to 8192; many read prompts faster and"
                                    + " delay running answers"),
                    Setting.withFallback(
                            "flash-attention",
                            "true",
                            "true or false; true is faster and saves memory"),
                    Setting.optional(
                            "chat-template",
                            "a file with the Jinja template that conversations are written with, or"
                                    + " none for completions only; by default the model's own"),
                    Setting.withFallback(
                            "repack",
                            "true",
                            "true or false: whether weights are copied into the processor's own"
                                    + " layout; faster, for twice the memory"),
                    Setting.withFallback(
                            "mmap",
                            "true",
                            "true or false: whether the file is mapped into memory, whose pages the"
                                    + " system may drop, or read into it"),
                    Setting.withFallback(
                            "mlock",
                            "false",
                            "true or false: whether weights are kept out of the swap, as far as the"
                                    + " system's limit of locked memory allows"),
                    Setting.withFallback(
                            "gpu-layers",
                            "0",
                            "layers that a GPU computes, 0 to 1024; needs llama.cpp's CUDA or Vulkan"
                                    + " library beside the others"),
                    Setting.optional(
                            "lora",
                            "low-rank adapters between commas, GGUF files made for this model, each"
                                    + " as file or file=scale; by default none, and a scale of 1"),
                    Setting.withFallback(
                            "embeddings",
                            "false",
                            "true or false: whether a model that generates embeds texts too, which"
                                    + " takes more memory; one made for embeddings does in any"
                                    + " case"));

    /// @param machine what defaults depend on
    /// @throws SettingException if a value is of no use
    static LlamaSettings of(Settings settings, Machine machine) {
        List<Path> paths = settings.list("file").stream().map(Path::of).toList();
        if (paths.isEmpty()) {
            throw new SettingException("file", "names no file");
        }
        boolean single = paths.size() == 1 && !paths.getFirst().toFile().isDirectory();
        Optional<String> model = settings.find("model");
        if (model.isPresent() && !single) {
            throw new SettingException("model", "goes with one file only");
        }
        boolean atStart = loadAtStart(settings, single);
        return new LlamaSettings(
                paths,
                model,
                engine(settings, paths.getFirst(), machine),
                keeping(settings, machine, atStart),
                atStart,
                settings.find("chat-template"));
    }

    /// What defaults depend on.
    ///
    /// @param computing threads that compute where nothing is configured, ≥ 1
    /// @param memoryBytes of the machine, or what this process may take of it
    record Machine(int computing, long memoryBytes) {}

    /// The options for one of the files.
    EngineOptions engine(Path file) {
        return engine.with(file, engine.uses());
    }

    private static EngineOptions engine(Settings settings, Path file, Machine machine) {
        int slots = settings.integer("slots", 1, DecoderOptions.MAX_SEQUENCES);
        return new EngineOptions(
                file,
                loading(settings),
                settings.find("context-tokens").isPresent()
                        ? settings.integer("context-tokens", 1, EngineOptions.MAX_CONTEXT_TOKENS)
                        : 0,
                slots,
                settings.integer("batch-tokens", slots, MAX_BATCH_TOKENS),
                threads(settings, machine.computing()),
                settings.integer("queue", 0, MAX_QUEUE),
                attention(settings),
                adapters(settings),
                settings.flag("embeddings")
                        ? Set.of(Use.GENERATION, Use.EMBEDDINGS)
                        : Set.of(Use.GENERATION));
    }

    private static Keeping keeping(Settings settings, Machine machine, boolean atStart) {
        long budget =
                settings.find("memory-mib").isPresent()
                        ? settings.integer("memory-mib", 1, MAX_MEMORY_MIB) * BYTES_PER_MIB
                        : Math.round(machine.memoryBytes() * USUAL_SHARE);
        int usualIdle = atStart ? 0 : USUAL_IDLE_SECONDS;
        int idle =
                settings.find("idle-unload-seconds").isPresent()
                        ? settings.integer("idle-unload-seconds", 0, MAX_IDLE_SECONDS)
                        : usualIdle;
        return new Keeping(budget, Duration.ofSeconds(idle), Watchdog.USUAL);
    }

    private static boolean loadAtStart(Settings settings, boolean single) {
        return switch (settings.find("load").orElse(single ? "start" : "demand")) {
            case "start" -> true;
            case "demand" -> false;
            case String other ->
                    throw new SettingException("load", other + " is neither start nor demand");
        };
    }

    private static int threads(Settings settings, int computing) {
        return settings.find("threads").isPresent()
                ? settings.integer("threads", 1, MAX_THREADS)
                : Math.min(computing, MAX_THREADS);
    }

    private static Loading loading(Settings settings) {
        return new Loading(
                settings.flag("repack"),
                settings.flag("mmap"),
                settings.flag("mlock"),
                settings.integer("gpu-layers", 0, MAX_GPU_LAYERS));
    }

    private static List<Adapter> adapters(Settings settings) {
        return settings.list("lora").stream().map(LlamaSettings::adapter).toList();
    }

    /// What stands behind the last `=` is the scale.
    private static Adapter adapter(String given) {
        int equals = given.lastIndexOf('=');
        try {
            return equals < 0
                    ? new Adapter(Path.of(given), 1)
                    : new Adapter(
                            Path.of(given.substring(0, equals)),
                            Float.parseFloat(given.substring(equals + 1)));
        } catch (IllegalArgumentException notANumber) {
            throw new SettingException("lora", given + " is not file=scale with a finite scale");
        }
    }

    private static Attention attention(Settings settings) {
        return settings.flag("flash-attention") ? Attention.FLASH : Attention.PLAIN;
    }
}
