package dev.fogline.backend.llamacpp.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real processes, on a demo model.
@Timeout(60)
class WorkerProcessTest {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final WorkerProcess worker = start(DemoModel.options(DemoModel.CLOUD, 2, 2));

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void answersLikeAnEngineInThisProcess() throws Exception {
        var sink = new RecordingSink();

        Ending ending = worker.generate(question(64)).drainTo(sink);

        assertThat(sink.text()).isEqualTo("The capital of France is Paris.");
        assertThat(((Ending.Finished) ending).reason()).isEqualTo(FinishReason.STOP);
        assertThat(worker.profile().slots()).isEqualTo(2);
        assertThat(worker.profile().slotTokens()).isEqualTo(512);
        assertThat(worker.underWay()).isZero();
    }

    @Test
    void countsTokens() throws Exception {
        assertThat(worker.countTokens(new Prompt.Tokens(new int[7]))).isEqualTo(7);
    }

    @Test
    void aPromptBeyondTheContextIsAFaultWithBothNumbers() throws Exception {
        var full = Generation.of(new Prompt.Tokens(new int[600]), 1, Sampling.GREEDY, 0);

        Ending ending = worker.generate(full).drainTo(new RecordingSink());

        assertThat(((Ending.Failed) ending).fault().kind()).isEqualTo(FaultKind.CONTEXT_EXCEEDED);
        assertThat(((Ending.Failed) ending).fault().message())
                .isEqualTo("the prompt has 600 tokens, the context holds 512 with the answer");
    }

    @Test
    void aKilledProcessEndsWhatRunsWithTheReason() throws Exception {
        AnswerStream stream = worker.generate(endless());
        signal("KILL");

        Ending ending = stream.drainTo(new RecordingSink());

        assertThat(((Ending.Failed) ending).fault().kind()).isEqualTo(FaultKind.UNAVAILABLE);
        assertThat(((Ending.Failed) ending).fault().message())
                .isEqualTo("the local engine ended: it was killed, for want of memory perhaps");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> worker.generate(endless())).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> worker.countTokens(Prompt.Text.markup("a")))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void aStoppedProcessIsFoundOutByItsSilence() throws Exception {
        var impatient = new Watchdog(1500, 1000, 1000);
        AnswerStream stream = worker.generate(endless());
        assertThat(worker.complaint(impatient)).isEmpty();
        signal("STOP");

        Optional<String> complaint = Optional.empty();
        while (complaint.isEmpty()) {
            Thread.onSpinWait();
            complaint = worker.complaint(impatient);
        }
        worker.kill(complaint.get());

        assertThat(complaint).contains("it said nothing for 2 s");
        assertThat(((Ending.Failed) stream.drainTo(new RecordingSink())).fault().message())
                .isEqualTo("the local engine ended: it said nothing for 2 s");
    }

    @Test
    void aConsumerThatLeavesStopsTheGeneration() throws Exception {
        AnswerStream stream = worker.generate(endless());

        assertThatThrownBy(() -> stream.drainTo(new RecordingSink(1)))
                .hasMessage("the client is gone");

        assertThat(worker.underWay()).isZero();
        var sink = new RecordingSink();
        worker.generate(question(64)).drainTo(sink);
        assertThat(sink.text()).isEqualTo("The capital of France is Paris.");
    }

    @Test
    void closingLeavesNoProcess() {
        worker.close();

        assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }

    @Test
    void aModelTheEngineRefusesIsToldInItsWords() throws IOException {
        Path file = Files.createTempFile("fogline", ".gguf");
        Files.writeString(file, "GGUF and nothing else");
        try {
            assertThatThrownBy(() -> begin(DemoModel.options(file, 1, 1)))
                    .isInstanceOfSatisfying(
                            WorkerException.class, thrown -> assertThat(thrown.refused()).isTrue())
                    .hasMessageContaining(file + " cannot be loaded");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void noSecretIsHandedDown() {
        var environment =
                new java.util.HashMap<>(
                        java.util.Map.of(
                                "FOGLINE_API_KEY",
                                "x",
                                "HF_TOKEN",
                                "x",
                                "JAVA_TOOL_OPTIONS",
                                "-x",
                                "PATH",
                                "/bin"));

        JavaCommand.trim(environment);

        assertThat(environment).containsKey("PATH").doesNotContainKeys("FOGLINE_API_KEY");
        assertThat(environment).doesNotContainKeys("HF_TOKEN", "JAVA_TOOL_OPTIONS");
    }

    private WorkerProcess start(EngineOptions options) {
        try {
            return begin(options);
        } catch (WorkerException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private WorkerProcess begin(EngineOptions options)
            throws WorkerException, InterruptedException {
        return WorkerProcess.start(options, Ticker.system(), Watchdog.USUAL, ended::countDown);
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(worker.pid()))
                .start()
                .onExit()
                .get(10, TimeUnit.SECONDS);
    }

    private static Generation question(int maxTokens) {
        return Generation.of(
                Prompt.Text.markup(DemoModel.chat("What is the capital of France?")),
                maxTokens,
                Sampling.GREEDY,
                0);
    }

    private static Generation endless() {
        return new Generation(
                Prompt.Text.markup("a"),
                500,
                Sampling.GREEDY,
                0,
                Optional.empty(),
                Set.of(Generation.Trait.ENDLESS));
    }
}
