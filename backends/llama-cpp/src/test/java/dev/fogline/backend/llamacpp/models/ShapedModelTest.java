package dev.fogline.backend.llamacpp.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.LlamaBackendProvider;
import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFiles;
import dev.fogline.spi.model.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class ShapedModelTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void goesOnWithATextForAsLongAsItMay(Mix mix) {
        Path file = folder.resolve("model.gguf");
        ShapedModel.M135.write(mix, file);

        assertThat(GgufHeader.read(file).parameters()).isEqualTo(134_515_008);
        assertThat(new HashSet<>(greedy(file, 48))).hasSizeGreaterThan(24);
    }

    @Test
    void isOfTheSizeOfTheRealOne() {
        Path file = folder.resolve("model.gguf");
        ShapedModel.B1.write(Mix.Q4_K_M, file);

        GgufHeader header = GgufHeader.read(file);
        assertThat(header.parameters()).isEqualTo(1_235_814_432);
        assertThat(header.quantisation()).isEqualTo("Q4_K");
        assertThat(new HashSet<>(greedy(file, 8))).hasSizeGreaterThan(4);
    }

    /// And up to the weights once more, in pages of the file that the system may take back.
    @Test
    void takesAsMuchMemoryAsIsEstimated() throws InterruptedException {
        Path file = folder.resolve("model.gguf");
        ShapedModel.M135.write(Mix.Q4_0, file);
        ModelFiles files = new LlamaBackendProvider().modelFiles().orElseThrow();
        MemoryNeed need = files.memory(file, new Capacity(512, 1));

        var trial = new Trial(OptionalInt.of(1), 504, 8, 1, 1);
        double resident = files.measure(file, trial, (done, of) -> {}).residentMib() * (1 << 20);

        assertThat(resident).isBetween(0.85 * need.total(), 1.1 * need.total() + need.weights());
    }

    /// Tokens of a greedy answer, each the most probable one of finite numbers, none an end.
    private static List<Integer> greedy(Path file, int count) {
        var answer = new ArrayList<Integer>();
        try (Model model = Model.load(DemoModel.LIBRARY, file, Loading.FASTEST);
                var decoder =
                        new Decoder(model, new DecoderOptions(1, 512, 512, 1, Attention.PLAIN))) {
            String question = "Why is the sky blue, and what is the weather like over there?";
            int[] prompt = model.tokenize(List.of(new PromptSpan(Kind.TEXT, question)));
            assertThat(prompt.length).isLessThan(question.length());
            var logits = new float[model.vocabularySize()];
            int output = 0;
            for (int i = 0; i < prompt.length + count - 1; i++) {
                int token = i < prompt.length ? prompt[i] : answer.getLast();
                decoder.batch().clear();
                output = decoder.batch().addOutput(token, i, 0);
                assertThat(decoder.step()).isEqualTo(Decoder.Step.DONE);
                if (i >= prompt.length - 1) {
                    decoder.readLogits(output, logits);
                    answer.add(mostProbable(logits));
                    assertThat(model.endsGeneration(answer.getLast())).isFalse();
                }
            }
        }
        return answer;
    }

    private static int mostProbable(float[] logits) {
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            assertThat(Float.isFinite(logits[i])).isTrue();
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
