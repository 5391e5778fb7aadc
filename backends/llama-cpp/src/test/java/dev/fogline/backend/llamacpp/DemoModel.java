package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Engine;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Running;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.spi.answer.BackendException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The committed demo models and the native library of this build.
public final class DemoModel {

    /// 283,104 weights, context 512, vocabulary 1,024.
    public static final Path EDGE = Path.of("../../dist/demo-models/weights/edge-Q8_0.gguf");

    /// Of the same vocabulary and seven times as slow.
    public static final Path CLOUD = Path.of("../../dist/demo-models/weights/cloud-Q8_0.gguf");

    public static final LlamaLibrary LIBRARY =
            LlamaLibrary.open(Path.of(System.getProperty("fogline.llama.dir")));

    private DemoModel() {}

    /// The edge model, to be closed by the caller.
    public static Model edge() {
        return Model.load(LIBRARY, EDGE, Loading.FASTEST);
    }

    /// An engine on a demo model, to be closed by the caller: one thread, flash attention, 64
    /// tokens a step, 512 a slot.
    public static Engine engine(Path file, int slots, int queue) {
        return Engine.open(LIBRARY, options(file, slots, queue), System::nanoTime, () -> {});
    }

    public static EngineOptions options(Path file, int slots, int queue) {
        return options(file, slots, queue, DecoderOptions.Attention.FLASH, Use.GENERATION);
    }

    public static EngineOptions options(
            Path file, int slots, int queue, DecoderOptions.Attention attention, Use... uses) {
        return new EngineOptions(
                file, Loading.FASTEST, 0, slots, 64, 1, queue, attention, List.of(), Set.of(uses));
    }

    /// Starts a generation whose pieces wait for a consumer.
    public static AnswerStream stream(Engine engine, Generation generation)
            throws BackendException {
        var running = new AtomicReference<Running>(() -> {});
        var stream = new AnswerStream(() -> running.get().cancel());
        running.set(engine.generate(generation, stream));
        return stream;
    }

    /// The prompt of one user turn, as the model's recipe states it.
    public static String chat(String question) {
        return "<|im_start|>user\n" + question + "<|im_end|>\n<|im_start|>assistant\n";
    }

    public static int[] chatTokens(Model model, String question) {
        return model.tokenize(List.of(new PromptSpan(PromptSpan.Kind.MARKUP, chat(question))));
    }
}
