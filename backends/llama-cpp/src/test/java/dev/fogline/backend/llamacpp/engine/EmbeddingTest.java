package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.models.MiniatureEncoder;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EmbeddingTest {

    /// Rounding of 32-bit floats over two layers, with other texts in the step or without.
    private static final double ROUNDING = 1e-5;

    private static final int QUEUE = 1;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BERT", "NOMIC_BERT", "SILENT_NOMIC_BERT"})
    void everyTextHasItsVectorOfLengthOneWhateverElseIsRead(MiniatureEncoder encoder)
            throws Exception {
        try (Engine engine = open(encoder)) {
            Ending.Embedded together =
                    embed(engine, "the cat sat on the mat.", "the stock market fell.", "a");
            Ending.Embedded alone = embed(engine, "the stock market fell.");

            assertThat(together.vectors()).hasSize(3);
            // three tokens at least are [CLS], [SEP] and a letter
            assertThat(together.tokens()).isEqualTo(9 + alone.tokens() + 3);
            for (float[] vector : together.vectors()) {
                assertThat(vector).hasSize(MiniatureEncoder.WIDTH);
                assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-6));
            }
            assertThat(together.vectors().get(1))
                    .containsExactly(alone.vectors().getFirst(), within((float) ROUNDING));
            assertThat(cosine(together.vectors().get(0), together.vectors().get(1)))
                    .isLessThan(0.99);
        }
    }

    @Test
    void whereTheFileSaysNothingTheMeanIsTaken() throws Exception {
        try (Engine mean = open(MiniatureEncoder.NOMIC_BERT);
                Engine silent = open(MiniatureEncoder.SILENT_NOMIC_BERT)) {
            assertThat(embed(silent, "the cat").vectors().getFirst())
                    .isEqualTo(embed(mean, "the cat").vectors().getFirst());
        }
    }

    @Test
    void moreTextsThanAStepTakesAreReadInSeveral() throws Exception {
        try (Engine engine = open(MiniatureEncoder.BERT)) {
            List<Prompt> texts =
                    Collections.nCopies(500, List.of(text("the cat"), text("the dog"))).stream()
                            .flatMap(List::stream)
                            .toList();

            var embedded = (Ending.Embedded) ending(engine, texts).get();

            assertThat(embedded.vectors()).hasSize(1000);
            assertThat(embedded.tokens()).isEqualTo(4000);
            assertThat(embedded.vectors().get(999))
                    .containsExactly(embedded.vectors().get(1), within((float) ROUNDING));
        }
    }

    @Test
    void aTextThatDoesNotFitIsToldWithBothNumbers() {
        try (Engine engine = open(MiniatureEncoder.BERT)) {
            String longest = "a ".repeat(62);

            assertThat(denied(engine, text("a"), text(longest + "a")))
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.CONTEXT_EXCEEDED,
                                    "a text has 65 tokens, the context holds 64"));
            assertThat(denied(engine, text(longest + "a")).message())
                    .isEqualTo("the text has 65 tokens, the context holds 64");
            assertThat(ending(engine, List.of(text(longest))))
                    .succeedsWithin(20, TimeUnit.SECONDS)
                    .isInstanceOf(Ending.Embedded.class);
        } catch (BackendException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEncoderDoesNotGoOnWithTexts() throws Exception {
        Path file = MiniatureEncoder.BERT.write(folder.resolve("encoder.gguf"));
        try (Engine engine = open(MiniatureEncoder.BERT)) {
            var generation = Generation.of(Prompt.Text.markup("a"), 1, Sampling.GREEDY, 0);

            assertThat(
                            catchThrowableOfType(
                                            BackendException.class,
                                            () -> engine.generate(generation, event -> {}))
                                    .fault()
                                    .kind())
                    .isEqualTo(FaultKind.UNSUPPORTED);
        }
        assertThatThrownBy(() -> open(file, Set.of(Use.GENERATION)))
                .isInstanceOf(LlamaException.class)
                .hasMessage("the model does not go on with a text: it is an encoder");
    }

    @Test
    void aModelThatRanksDoesNotEmbed() {
        Path file = MiniatureEncoder.RANKING_BERT.write(folder.resolve("ranking.gguf"));

        assertThatThrownBy(() -> open(file, Set.of(Use.EMBEDDINGS)))
                .isInstanceOf(LlamaException.class)
                .hasMessage("the model ranks texts, it does not embed them");
    }

    @Test
    void aModelThatGeneratesEmbedsBesideItIfItIsOpenedForThat() throws Exception {
        try (Engine both = open(DemoModel.EDGE, Set.of(Use.GENERATION, Use.EMBEDDINGS));
                Engine usual = open(DemoModel.EDGE, Set.of(Use.GENERATION))) {
            String before = answer(both);
            Ending.Embedded embedded = embed(both, "What is the capital of France?", "17");

            assertThat(embedded.vectors().getFirst()).hasSize(96);
            assertThat(embed(both, "17").vectors().getFirst())
                    .containsExactly(embedded.vectors().get(1), within((float) ROUNDING));
            assertThat(answer(both)).isEqualTo(before).isEqualTo(answer(usual));
            assertThat(denied(usual, text("17")))
                    .isEqualTo(
                            Fault.of(
                                    FaultKind.UNSUPPORTED,
                                    "the model is not set up to embed texts; the setting"
                                            + " embeddings does it"));
        }
    }

    @Test
    void cancellingEndsWhatRunsAndWhatWaits() throws Exception {
        try (Engine engine = open(MiniatureEncoder.BERT)) {
            List<Prompt> many = Collections.nCopies(50_000, text("a ".repeat(60)));
            var first = new CompletableFuture<Event>();
            var second = new CompletableFuture<Event>();
            Running running = engine.embed(many, first::complete);
            Running waiting = engine.embed(many, second::complete);

            assertThat(denied(engine, text("a")).kind()).isEqualTo(FaultKind.OVERLOADED);
            waiting.cancel();
            assertThat(second.getNow(new Ending.Failed(Fault.of(FaultKind.INTERNAL, "none"))))
                    .isInstanceOf(Ending.Cancelled.class);
            running.cancel();
            assertThat(first.get()).isInstanceOf(Ending.Cancelled.class);
            assertThat(embed(engine, "the cat").vectors()).hasSize(1);
        }
    }

    /// Which is what a watchdog looks at.
    @Test
    @Timeout(60)
    void theAgeOfAStepIsSeenWhileItRuns() throws Exception {
        try (Engine engine = open(MiniatureEncoder.BERT)) {
            var ended = new CompletableFuture<Event>();
            List<Prompt> many = Collections.nCopies(50_000, text("a ".repeat(60)));
            Running running = engine.embed(many, ended::complete);

            while (engine.load().decodeMillis() == 0) {
                Thread.onSpinWait();
            }
            running.cancel();

            assertThat(ended.get()).isInstanceOf(Ending.Cancelled.class);
            assertThat(engine.load().decodeMillis()).isZero();
        }
    }

    @Test
    void flashAttentionGivesNearlyTheSameVectors() throws Exception {
        Path file = MiniatureEncoder.BERT.write(folder.resolve("bert.gguf"));
        try (Engine plain = open(file, Set.of(Use.EMBEDDINGS));
                Engine flash =
                        Engine.open(
                                DemoModel.LIBRARY,
                                DemoModel.options(file, 1, QUEUE, Attention.FLASH, Use.EMBEDDINGS),
                                System::nanoTime,
                                () -> {})) {
            float[] exact = embed(plain, "the cat sat").vectors().getFirst();
            float[] near = embed(flash, "the cat sat").vectors().getFirst();

            for (int i = 0; i < exact.length; i++) {
                assertThat(near[i]).isCloseTo(exact[i], offset(1e-3f));
            }
        }
    }

    @Test
    void closingEndsAllAndRefusesMore() throws Exception {
        var first = new CompletableFuture<Event>();
        var second = new CompletableFuture<Event>();
        Engine engine = open(MiniatureEncoder.BERT);
        List<Prompt> many = Collections.nCopies(50_000, text("a ".repeat(60)));
        engine.embed(many, first::complete);
        engine.embed(many, second::complete);
        assertThat(engine.load().running() + engine.load().queued()).isEqualTo(2);

        engine.close();

        assertThat(first.get()).isInstanceOf(Ending.Cancelled.class);
        assertThat(second.get()).isInstanceOf(Ending.Cancelled.class);
        assertThat(engine.load().open()).isFalse();
        assertThat(denied(engine, text("a")).kind()).isEqualTo(FaultKind.UNAVAILABLE);
    }

    private Engine open(MiniatureEncoder encoder) {
        return open(encoder.write(folder.resolve(encoder + ".gguf")), Set.of(Use.EMBEDDINGS));
    }

    private static Engine open(Path file, Set<Use> uses) {
        return Engine.open(
                DemoModel.LIBRARY,
                DemoModel.options(file, 1, QUEUE, Attention.PLAIN, uses.toArray(Use[]::new)),
                System::nanoTime,
                () -> {});
    }

    private static Ending.Embedded embed(Engine engine, String... texts) throws Exception {
        List<Prompt> prompts = List.of(texts).stream().map(EmbeddingTest::text).toList();
        return (Ending.Embedded) ending(engine, prompts).get();
    }

    private static CompletableFuture<Event> ending(Engine engine, List<Prompt> texts)
            throws BackendException {
        var ending = new CompletableFuture<Event>();
        engine.embed(texts, ending::complete);
        return ending;
    }

    private static Fault denied(Engine engine, Prompt... texts) {
        return catchThrowableOfType(
                        BackendException.class, () -> engine.embed(List.of(texts), event -> {}))
                .fault();
    }

    private static String answer(Engine engine) throws Exception {
        var sink = new RecordingSink();
        var prompt = Prompt.Text.markup(DemoModel.chat("What is the capital of France?"));
        DemoModel.stream(engine, Generation.of(prompt, 32, Sampling.GREEDY, 0)).drainTo(sink);
        return sink.text();
    }

    private static Prompt text(String text) {
        return new Prompt.Text(List.of(new PromptSpan(PromptSpan.Kind.TEXT, text)));
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
