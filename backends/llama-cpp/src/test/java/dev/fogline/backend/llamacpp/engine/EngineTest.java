package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On the demo model, whose greedy answers are known from its recipe.
class EngineTest {

    private static final List<String> QUESTIONS =
            List.of(
                    "Good evening",
                    "What is the capital of France?",
                    "What is 3 plus 4?",
                    "What can you do, again?",
                    "What is the capital of Spain?",
                    "Many thanks bot",
                    "What is the opposite of hot?",
                    "What is the plural of mouse?");

    private final Engine engine = DemoModel.engine(DemoModel.EDGE, 8, 64);
    private final Model model = engine.model();

    @AfterEach
    void free() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Good evening, Hello! How can I help you?",
        "What is the capital of France?, The capital of France is Paris.",
        "What is 3 plus 4?, 3 + 4 = 7.",
    })
    void answersGreedilyAsTheRecipeDoes(String question, String answer) throws Exception {
        var sink = new RecordingSink();

        Ending ending = run(question(question, Sampling.GREEDY, 64), sink);

        assertThat(sink.text()).isEqualTo(answer);
        assertThat(((Ending.Finished) ending).reason()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void answersInOneBatchAsItDoesAlone(int together) throws Exception {
        List<String> questions = QUESTIONS.subList(0, together);
        List<List<TokenProbability>> alone = questions.stream().map(this::tokensOf).toList();
        List<Future<List<TokenProbability>>> batched;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            batched =
                    questions.stream()
                            .map(question -> threads.submit(() -> tokensOf(question)))
                            .toList();
        }

        assertThat(texts(batched.stream().map(Future::resultNow).toList())).isEqualTo(texts(alone));
    }

    @Test
    void stopsAtTheBound() throws Exception {
        var sink = new RecordingSink();

        Ending ending = run(question("Good evening", Sampling.GREEDY, 3), sink);

        assertThat(ending)
                .isEqualTo(
                        new Ending.Finished(
                                FinishReason.LENGTH,
                                engine.countTokens(chat("Good evening")),
                                0,
                                3));
        assertThat("Hello! How can I help you?").startsWith(sink.text());
    }

    @Test
    void showsNothingOfAStopTextThatIsSplitOverTokens() throws Exception {
        var sink = new RecordingSink();

        Ending ending = run(question("Good evening", stopping("can I help"), 64), sink);

        assertThat(sink.text()).isEqualTo("Hello! How ");
        assertThat(((Ending.Finished) ending).reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void readsAPromptLongerThanABatch() throws Exception {
        var sink = new RecordingSink();
        Generation generation = continuation("a".repeat(300), 4);
        assertThat(engine.countTokens(generation.prompt())).isGreaterThan(2 * 64);

        run(generation, sink);

        assertThat(sink.text()).isEqualTo("aaaa");
    }

    @Test
    void reportsTheProbabilitiesOfEveryToken() throws Exception {
        var sink = new RecordingSink();

        run(question("Good evening", reporting(20), 64), sink);

        assertThat(
                        sink.chunks().stream()
                                .flatMap(chunk -> chunk.probabilities().stream())
                                .map(TokenProbability::token)
                                .reduce("", String::concat))
                .isEqualTo("Hello! How can I help you?");
        assertThat(sink.probabilities()).allSatisfy(EngineTest::isASensibleReport);
    }

    /// Greedy: the token is the most probable one. The top 20 of 1,024 tokens of a sure model hold
    /// nearly everything.
    private static void isASensibleReport(TokenProbability report) {
        List<TokenProbability> top = report.alternatives();
        assertThat(top).hasSize(20);
        assertThat(top.getFirst().token()).isEqualTo(report.token());
        assertThat(top.getFirst().logProbability()).isEqualTo(report.logProbability());
        assertThat(top)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(TokenProbability::logProbability).reversed());
        assertThat(top.stream().mapToDouble(other -> Math.exp(other.logProbability())).sum())
                .isBetween(0.9, 1.00001);
    }

    @Test
    void reportsNoProbabilitiesNobodyAskedFor() throws Exception {
        var sink = new RecordingSink();

        run(question("Good evening", Sampling.GREEDY, 64), sink);

        assertThat(sink.probabilities()).isEmpty();
    }

    @Test
    void equalSeedsGiveEqualAnswers() throws Exception {
        assertThat(sampled(5)).isEqualTo(sampled(5)).isNotEqualTo(sampled(6));
    }

    @Test
    void takesARepeatedPromptFromTheCache() throws Exception {
        Generation generation = question("Good evening", Sampling.GREEDY, 64);

        Ending first = run(generation, new RecordingSink());
        Ending second = run(generation, new RecordingSink());

        assertThat(((Ending.Finished) first).cachedPromptTokens()).isZero();
        assertThat(((Ending.Finished) second).cachedPromptTokens())
                .isEqualTo(engine.countTokens(generation.prompt()) - 1);
    }

    @Test
    void copiesACommonBeginningFromAnotherConversation() throws Exception {
        String common = "0123456789".repeat(5);
        Generation branch = continuation(common + "b", 8);
        var alone = new RecordingSink();
        run(branch, alone); // on an engine that holds nothing yet
        try (var other = DemoModel.engine(DemoModel.EDGE, 2, 8)) {
            DemoModel.stream(other, continuation(common + "a".repeat(80), 8))
                    .drainTo(new RecordingSink());
            var copied = new RecordingSink();

            Ending ending = DemoModel.stream(other, branch).drainTo(copied);

            assertThat(((Ending.Finished) ending).cachedPromptTokens()).isEqualTo(50);
            assertThat(copied.text()).isEqualTo(alone.text());
        }
    }

    @Test
    void anInterruptEndsAGenerationBeforeItsEnd() throws Exception {
        try (var slow = DemoModel.engine(DemoModel.CLOUD, 1, 0)) {
            AnswerStream stream = DemoModel.stream(slow, continuation("a", 500));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> stream.drainTo(new RecordingSink()))
                    .isInstanceOf(InterruptedException.class);

            assertThat(slow.load().running()).isZero();
            assertThat(slow.load().queued()).isZero();
            assertThat(cachedTokens(slow)).isLessThan(500);
        }
    }

    @Test
    void aClosedSinkEndsAGenerationAndNoOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = new RecordingSink();
            Future<Ending> running = threads.submit(() -> run(continuation("0", 400), other));

            assertThatThrownBy(() -> run(continuation("a", 500), new RecordingSink(1)))
                    .hasMessage("the client is gone");

            assertThat(((Ending.Finished) running.get()).outputTokens()).isEqualTo(400);
            assertThat(other.text()).isEqualTo("0".repeat(400));
        }
    }

    @Test
    void refusesAPromptThatFillsTheContext() {
        var full = new Prompt.Tokens(new int[512]);

        assertThatThrownBy(
                        () -> DemoModel.stream(engine, Generation.of(full, 13, Sampling.GREEDY, 0)))
                .hasMessage("the prompt has 512 tokens, the context holds 512 with the answer")
                .satisfies(
                        thrown ->
                                assertThat(((BackendException) thrown).fault().kind())
                                        .isEqualTo(FaultKind.CONTEXT_EXCEEDED));
    }

    @Test
    void endsAnAnswerWithTheContext() throws Exception {
        int[] prompt = new int[509];
        Arrays.fill(prompt, model.tokenize(spans("a"))[0]);

        Ending ending =
                run(
                        Generation.of(new Prompt.Tokens(prompt), 100, Sampling.GREEDY, 0),
                        new RecordingSink());

        assertThat(ending).isEqualTo(new Ending.Finished(FinishReason.LENGTH, 509, 0, 3));
    }

    @Test
    void goesOnAfterTheEndWhereThatIsWanted() throws Exception {
        var endless =
                new Generation(
                        chat("Good evening"),
                        64,
                        Sampling.GREEDY,
                        0,
                        Optional.empty(),
                        Set.of(Generation.Trait.ENDLESS));

        Ending ending = run(endless, new RecordingSink());

        assertThat(((Ending.Finished) ending).outputTokens()).isEqualTo(64);
    }

    @Test
    void tellsItsPaceOnceItHasGenerated() throws Exception {
        assertThat(engine.load().decodeTokensPerSecond()).isZero();

        run(question("Good evening", Sampling.GREEDY, 64), new RecordingSink());

        assertThat(engine.load().decodeTokensPerSecond()).isPositive();
    }

    @Test
    void closingEndsWhatRunsAndRefusesWhatComes() throws Exception {
        Engine slow = DemoModel.engine(DemoModel.CLOUD, 1, 1);
        AnswerStream running = DemoModel.stream(slow, continuation("a", 500));
        AnswerStream waiting = DemoModel.stream(slow, continuation("0", 500));

        slow.close();

        assertThat(running.drainTo(new RecordingSink())).isEqualTo(new Ending.Cancelled());
        assertThat(waiting.drainTo(new RecordingSink())).isEqualTo(new Ending.Cancelled());
        assertThat(slow.load().open()).isFalse();
        assertThatThrownBy(() -> DemoModel.stream(slow, continuation("a", 1)))
                .satisfies(
                        thrown ->
                                assertThat(((BackendException) thrown).fault().kind())
                                        .isEqualTo(FaultKind.UNAVAILABLE));
    }

    @Test
    void closesAgainAndAgainWhileItReadsAndWrites() throws Exception {
        for (int round = 0; round < 20; round++) {
            AnswerStream writing;
            try (var slow = DemoModel.engine(DemoModel.CLOUD, 2, 0)) {
                writing = DemoModel.stream(slow, continuation("a", 500));
                DemoModel.stream(slow, continuation("0".repeat(400), 10));
            }
            assertThat(writing.drainTo(new RecordingSink())).isEqualTo(new Ending.Cancelled());
        }
    }

    /// How many tokens of `aaa…` the only slot holds.
    private int cachedTokens(Engine engine) throws Exception {
        int[] prompt = new int[501];
        Arrays.fill(prompt, model.tokenize(spans("a"))[0]);
        Ending ending =
                DemoModel.stream(
                                engine,
                                Generation.of(new Prompt.Tokens(prompt), 1, Sampling.GREEDY, 0))
                        .drainTo(new RecordingSink());
        return ((Ending.Finished) ending).cachedPromptTokens();
    }

    private String sampled(long seed) throws Exception {
        var hot =
                new Sampling(
                        2,
                        1,
                        0,
                        0,
                        0,
                        0,
                        OptionalLong.empty(),
                        List.of(),
                        Sampling.NO_PROBABILITIES);
        var sink = new RecordingSink();
        run(Generation.of(chat("Good evening"), 32, hot, seed), sink);
        return sink.text();
    }

    private List<TokenProbability> tokensOf(String question) {
        var sink = new RecordingSink();
        try {
            run(question(question, reporting(0), 64), sink);
        } catch (BackendException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return sink.probabilities();
    }

    private static List<List<String>> texts(List<List<TokenProbability>> answers) {
        return answers.stream()
                .map(answer -> answer.stream().map(TokenProbability::token).toList())
                .toList();
    }

    private Ending run(Generation generation, RecordingSink sink)
            throws BackendException, InterruptedException {
        return DemoModel.stream(engine, generation).drainTo(sink);
    }

    private static Generation question(String question, Sampling sampling, int maxTokens) {
        return Generation.of(chat(question), maxTokens, sampling, 0);
    }

    private static Generation continuation(String text, int maxTokens) {
        return Generation.of(new Prompt.Text(spans(text)), maxTokens, Sampling.GREEDY, 0);
    }

    private static List<PromptSpan> spans(String text) {
        return List.of(new PromptSpan(PromptSpan.Kind.TEXT, text));
    }

    private static Prompt chat(String question) {
        return Prompt.Text.markup(DemoModel.chat(question));
    }

    private static Sampling reporting(int top) {
        return new Sampling(0, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), top);
    }

    private static Sampling stopping(String stop) {
        return new Sampling(
                0, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(stop), Sampling.NO_PROBABILITIES);
    }
}
