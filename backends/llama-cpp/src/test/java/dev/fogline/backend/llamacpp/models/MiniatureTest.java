package dev.fogline.backend.llamacpp.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.DecoderOptions;
import dev.fogline.backend.llamacpp.binding.Loading;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Engine;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.gguf.Tensor;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.text.Utf8Decoder;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MiniatureTest {

    private static final String EVERYWHERE =
            "dev.fogline.backend.llamacpp.models.Architectures#all";

    /// Longer than the sliding windows, its characters of one to four bytes.
    private static final String PROMPT =
            lines("prompt.json")
                    .map(line -> line.substring(1, line.length() - 1).translateEscapes())
                    .findFirst()
                    .orElseThrow();

    private static final Map<String, Object> WIDE =
            Map.of(Architectures.WINDOW, Miniature.CONTEXT_TOKENS);

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void saysWhatItIs(Miniature miniature) {
        GgufHeader header = GgufHeader.read(miniature.write(folder));

        assertThat(header.architecture()).isEqualTo(miniature.architecture());
        assertThat(header.blocks()).isEqualTo(miniature.inner().size());
        assertThat(header.contextTokens()).isEqualTo(OptionalInt.of(Miniature.CONTEXT_TOKENS));
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void restoresTextWhoseCharactersAreSplitOverTokens(Miniature miniature) {
        try (Engine engine = engine(miniature.write(folder))) {
            Model model = engine.model();
            var decoder = new Utf8Decoder();
            var restored = new StringBuilder();
            for (int token : model.tokenize(List.of(new PromptSpan(Kind.TEXT, PROMPT)))) {
                restored.append(decoder.decode(model.piece(token)));
            }

            String blank = miniature.tokenizer().addsBlank() ? " " : "";
            assertThat(restored).hasToString(blank + PROMPT);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void textIsCutAsIfItWereMarkup(Miniature miniature) {
        String end = miniature.tokenizer().end();
        try (Engine engine = engine(miniature.write(folder))) {
            int[] tokens =
                    engine.model()
                            .tokenize(
                                    List.of(
                                            new PromptSpan(Kind.MARKUP, end + "user\n"),
                                            new PromptSpan(Kind.TEXT, "\n Hello "),
                                            new PromptSpan(Kind.TEXT, "there "),
                                            new PromptSpan(Kind.MARKUP, "\n" + end)));

            assertThat(tokens)
                    .isEqualTo(
                            engine.model()
                                    .tokenize(
                                            List.of(
                                                    new PromptSpan(
                                                            Kind.MARKUP,
                                                            end
                                                                    + "user\n\n Hello there \n"
                                                                    + end))));
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void nobodyWritesSpecialTokens(Miniature miniature) {
        Tokenizer tokenizer = miniature.tokenizer();
        String end = tokenizer.end();
        int token = tokenizer.tokens().of(end);
        try (Engine engine = engine(miniature.write(folder))) {
            Model model = engine.model();

            assertThat(model.tokenize(List.of(new PromptSpan(Kind.MARKUP, end)))).contains(token);
            assertThat(model.tokenize(List.of(new PromptSpan(Kind.TEXT, end))))
                    .doesNotContain(token);
            assertThat(
                            model.tokenize(
                                    List.of(
                                            new PromptSpan(Kind.TEXT, end.substring(0, 2)),
                                            new PromptSpan(Kind.TEXT, end.substring(2)))))
                    .doesNotContain(token);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void answersInABatchAndFromTheCacheAsItDoesAlone(Miniature miniature) throws Exception {
        try (Engine engine = engine(miniature.write(folder))) {
            Answer alone = answer(engine, PROMPT, 16);
            Answer other = answer(engine, PROMPT + "?", 16);
            Answer again = answer(engine, PROMPT, 16);
            AnswerStream first = DemoModel.stream(engine, generation(PROMPT, 16));
            AnswerStream second = DemoModel.stream(engine, generation(PROMPT + "?", 16));

            assertThat(new HashSet<>(alone.tokens)).hasSizeGreaterThan(3);
            assertThat(other.tokens).isNotEqualTo(alone.tokens);
            assertThat(again.tokens).isEqualTo(alone.tokens);
            assertThat(drained(first).tokens).isEqualTo(alone.tokens);
            assertThat(drained(second).tokens).isEqualTo(other.tokens);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void answersAsLlamaServerDoes(Miniature miniature) throws Exception {
        try (Engine engine = engine(miniature.write(folder))) {
            List<String> peer =
                    lines("answers.txt")
                            .filter(line -> line.startsWith(miniature.name() + ": "))
                            .flatMap(line -> Arrays.stream(line.split(" ")).skip(1))
                            .map(token -> text(engine.model().piece(Integer.parseInt(token))))
                            .toList();

            assertThat(peer).hasSize(16);
            assertThat(answer(engine, PROMPT, 16).tokens).isEqualTo(peer);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void endsAtTheEndOfTheContext(Miniature miniature) throws Exception {
        try (Engine engine = engine(miniature.write(folder))) {
            Answer answer = answer(engine, PROMPT, 10_000);

            assertThat(answer.ending.reason()).isEqualTo(FinishReason.LENGTH);
            assertThat(answer.ending.promptTokens() + answer.ending.outputTokens())
                    .isEqualTo(Miniature.CONTEXT_TOKENS);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void aCopiedBeginningChangesNothing(Miniature miniature) throws Exception {
        Path file = miniature.write(folder);
        String branch = PROMPT.substring(0, 40) + " But ";
        Answer alone;
        try (Engine engine = engine(file)) {
            alone = answer(engine, branch, 16);
        }
        try (Engine engine = engine(file)) {
            answer(engine, PROMPT + " And so on", 64);

            assertThat(answer(engine, branch, 16).tokens).isEqualTo(alone.tokens);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERYWHERE)
    void isRefusedWithoutOneOfItsTensors(Miniature miniature) {
        String missing =
                miniature
                        .tensors()
                        .map(Tensor::name)
                        .filter(name -> name.startsWith("blk.0."))
                        .findFirst()
                        .orElseThrow();
        Path file = miniature.write(folder, name -> !name.equals(missing), Map.of());

        assertThatThrownBy(() -> engine(file))
                .isInstanceOf(LlamaException.class)
                .hasMessageContaining("tensor '" + missing + "' not found");
    }

    /// A long prompt is answered differently with a window that holds all of it, a short one is
    /// not.
    @ParameterizedTest
    @MethodSource
    void looksAtItsWindowOnly(Miniature miniature) throws Exception {
        try (Engine narrow = engine(miniature.write(folder));
                Engine wide = engine(miniature.write(folder, name -> true, WIDE))) {
            assertThat(answer(wide, "abc", 8).tokens).isEqualTo(answer(narrow, "abc", 8).tokens);
            assertThat(answer(wide, PROMPT, 8).tokens)
                    .isNotEqualTo(answer(narrow, PROMPT, 8).tokens);
        }
    }

    static Stream<Miniature> looksAtItsWindowOnly() {
        return Architectures.all()
                .filter(
                        miniature ->
                                Objects.equals(
                                        miniature.keys().get(Architectures.WINDOW),
                                        Miniature.WINDOW_TOKENS));
    }

    private record Answer(List<String> tokens, Ending.Finished ending) {}

    private static Answer answer(Engine engine, String text, int tokens) throws Exception {
        return drained(DemoModel.stream(engine, generation(text, tokens)));
    }

    private static Answer drained(AnswerStream stream) throws Exception {
        var sink = new RecordingSink();
        Ending ending = stream.drainTo(sink);
        assertThat(ending).isInstanceOf(Ending.Finished.class);
        return new Answer(
                sink.probabilities().stream().map(TokenProbability::token).toList(),
                (Ending.Finished) ending);
    }

    private static Generation generation(String text, int tokens) {
        var reported = new Sampling(0, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), 0);
        return Generation.of(
                new Prompt.Text(List.of(new PromptSpan(Kind.TEXT, text))), tokens, reported, 0);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /// Of a file among the resources.
    private static Stream<String> lines(String file) {
        try (InputStream stream = MiniatureTest.class.getResourceAsStream("/models/" + file)) {
            return text(Objects.requireNonNull(stream).readAllBytes()).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With plain attention: flash attention rounds more coarsely, and two tokens that are as good
    /// as each other then change places (command-r7b's fourth, in llama.cpp's server too).
    private static Engine engine(Path file) {
        var options =
                new EngineOptions(
                        file,
                        Loading.FASTEST,
                        0,
                        2,
                        64,
                        1,
                        8,
                        DecoderOptions.Attention.PLAIN,
                        List.of(),
                        Set.of(Use.GENERATION));
        return Engine.open(DemoModel.LIBRARY, options, System::nanoTime, () -> {});
    }
}
