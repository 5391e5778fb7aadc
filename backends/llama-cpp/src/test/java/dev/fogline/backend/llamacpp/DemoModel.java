package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import java.nio.file.Path;
import java.util.List;

/// The committed demo models and the native library of this build.
public final class DemoModel {

    /// 283,104 weights, context 512, vocabulary 1,024.
    public static final Path EDGE = Path.of("../../dist/demo-models/weights/edge-Q8_0.gguf");

    private static final Path CLOUD = Path.of("../../dist/demo-models/weights/cloud-Q8_0.gguf");

    public static final LlamaLibrary LIBRARY =
            LlamaLibrary.open(Path.of(System.getProperty("fogline.llama.dir")));

    private DemoModel() {}

    /// The edge model, to be closed by the caller.
    public static Model edge() {
        return Model.load(LIBRARY, EDGE, Model.Weights.REPACKED);
    }

    /// The cloud model, of the same vocabulary and seven times as slow, to be closed by the caller.
    public static Model cloud() {
        return Model.load(LIBRARY, CLOUD, Model.Weights.REPACKED);
    }

    /// The prompt of one user turn, as the model's recipe states it.
    public static String chat(String question) {
        return "<|im_start|>user\n" + question + "<|im_end|>\n<|im_start|>assistant\n";
    }

    public static int[] chatTokens(Model model, String question) {
        return model.tokenize(List.of(new PromptSpan(PromptSpan.Kind.MARKUP, chat(question))));
    }
}
