package dev.fogline.backend.llamacpp.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real workers on a demo model; sizes and budgets are made up.
@Timeout(60)
class ResidencyTest {

    private static final EngineOptions OPTIONS = DemoModel.options(DemoModel.EDGE, 1, 1);

    /// What `JavaCommand` puts in front of a worker's command.
    private static final String LAUNCHER = "fogline.worker.launcher";

    private static final Generation ENDLESS =
            new Generation(
                    Prompt.Text.markup("a"),
                    500,
                    Sampling.GREEDY,
                    0,
                    Optional.empty(),
                    Set.of(Generation.Trait.ENDLESS));

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Residency residency = residency(100, Duration.ZERO, Watchdog.USUAL);

    @AfterEach
    void close() {
        residency.close();
    }

    @Test
    void aModelIsColdUntilItIsAskedFor() throws Exception {
        Resident model = residency.add("a", OPTIONS, 60);

        assertThat(model.state().readiness()).isEqualTo(Readiness.COLD);
        assertThat(answer(model.lease())).isEqualTo("Hello! How can I help you?");
        model.release();
        assertThat(model.state().readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void anotherModelTakesThePlaceOfAnIdleOne() throws Exception {
        Resident first = residency.add("a", OPTIONS, 60);
        Resident second = residency.add("b", OPTIONS, 60);
        WorkerProcess worker = first.lease();
        first.release();

        second.lease();

        assertThat(first.state().readiness()).isEqualTo(Readiness.COLD);
        assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }

    @Test
    void noModelTakesThePlaceOfABusyOne() throws Exception {
        Resident first = residency.add("a", OPTIONS, 60);
        Resident second = residency.add("b", OPTIONS, 60);
        first.lease();

        assertThat(fault(second))
                .extracting(Fault::kind, Fault::message)
                .containsExactly(
                        FaultKind.OVERLOADED,
                        "the memory for models is taken by others that are busy");
    }

    @Test
    void aModelLargerThanTheBudgetIsRefusedWithBothNumbers() {
        Resident model = residency.add("a", OPTIONS, 300L << 20);

        assertThat(fault(model).message())
                .isEqualTo("the model takes about 300 MiB, memory-mib allows 0");
    }

    @Test
    void aCrashedWorkerIsBackByItself() throws Exception {
        Resident model = residency.add("a", OPTIONS, 60);
        WorkerProcess worker = model.lease();
        model.release();
        ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();

        assertThat(told.poll(20, TimeUnit.SECONDS))
                .isEqualTo("a: the local engine ended: it was killed, for want of memory perhaps");
        awaitReady(model);
        assertThat(answer(model.lease())).isEqualTo("Hello! How can I help you?");
    }

    @Test
    void whoAsksWhileItRestsHearsWhyAndForHowLong() throws Exception {
        Resident model = residency.add("a", OPTIONS, 60);
        WorkerProcess worker = model.lease();
        ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();

        Fault fault = fault(model);

        assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
        assertThat(fault.message()).startsWith("the local engine ended: it was killed");
        assertThat(fault.retryAfter().orElseThrow()).isBetween(Duration.ZERO, Restarts.FIRST);
    }

    @Test
    void aHangingWorkerIsEndedAndReplaced() throws Exception {
        residency.close();
        residency = residency(100, Duration.ZERO, new Watchdog(3000, 3000, 3000));
        Resident model = residency.add("a", OPTIONS, 60);
        WorkerProcess worker = model.lease();
        run("kill", "-STOP", Long.toString(worker.pid()));

        assertThat(told.poll(30, TimeUnit.SECONDS))
                .isEqualTo("a: the local engine ended: it said nothing for 3 s");
        assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }

    @Test
    void aWorkerThatMemoryRunsOutForIsReplacedAndOthersGoOn() throws Exception {
        Resident poor = residency.add("a", DemoModel.options(DemoModel.CLOUD, 1, 1), 40);
        Resident other = residency.add("b", OPTIONS, 40);
        WorkerProcess worker = poor.lease();
        AnswerStream underWay = worker.generate(ENDLESS);
        run("prlimit", "--data=1", "--pid", Long.toString(worker.pid()));

        // A text that its heap must grow for: the frame arrives, and there is nothing to put it in.
        assertThatThrownBy(() -> worker.countTokens(Prompt.Text.markup("a".repeat(12 << 20))))
                .hasMessageStartingWith("the local engine ended: memory ran out (");

        assertThat(((Ending.Failed) underWay.drainTo(new RecordingSink())).fault().message())
                .startsWith("the local engine ended: memory ran out (");
        assertThat(answer(other.lease())).isEqualTo("Hello! How can I help you?");
        awaitReady(poor);
        assertThat(answer(poor.lease())).isNotEmpty();
    }

    @Test
    void aModelThatFindsNoMemoryIsLoadedOnceThereIsSome() throws Exception {
        EngineOptions options = hungry();
        Resident model = residency.add("a", options, 60);
        System.setProperty(LAUNCHER, "prlimit --data=" + (120 << 20));
        try {
            Fault fault = fault(model);

            assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
            assertThat(fault.message())
                    .startsWith(
                            "the local engine ended: memory ran out (no context of 131072 tokens: ")
                    .contains("failed to allocate");
            assertThat(fault.retryAfter()).isPresent();
        } finally {
            System.clearProperty(LAUNCHER);
        }
        awaitReady(model);
        assertThat(answer(model.lease())).isEqualTo("Hello! How can I help you?");
    }

    @Test
    void anIdleModelLeavesTheMemory() throws Exception {
        residency.close();
        residency = residency(100, Duration.ofMillis(1), Watchdog.USUAL);
        Resident model = residency.add("a", OPTIONS, 60);
        model.lease();
        assertThat(model.state().readiness()).isEqualTo(Readiness.READY);

        model.release();

        while (model.state().readiness() != Readiness.COLD) {
            TimeUnit.MILLISECONDS.sleep(10); // a round of the housekeeper
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aFileTheEngineRefusesIsNotTriedAgain(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.gguf"), "GGUF and nothing else");
        Resident model = residency.add("a", DemoModel.options(file, 1, 1), 60);

        assertThat(fault(model).message()).contains(file + " cannot be loaded");
        assertThat(model.state().readiness()).isEqualTo(Readiness.DOWN);
        assertThat(told).isEmpty();
    }

    @Test
    void closingEndsEveryWorker() throws Exception {
        Resident model = residency.add("a", OPTIONS, 60);
        WorkerProcess worker = model.lease();

        residency.close();

        assertThat(ProcessHandle.of(worker.pid())).isEmpty();
        assertThat(fault(model).message()).isEqualTo("the local engine is closed");
    }

    private Residency residency(long budget, Duration idleUnload, Watchdog watchdog) {
        return new Residency(new Keeping(budget, idleUnload, watchdog), Ticker.system(), told::add);
    }

    /// A cache of 256 sequences of 512 tokens: 96 MiB.
    private static EngineOptions hungry() {
        return new EngineOptions(
                OPTIONS.file(),
                OPTIONS.loading(),
                0,
                256,
                256,
                1,
                1,
                OPTIONS.attention(),
                List.of(),
                OPTIONS.uses());
    }

    /// It is loaded without being asked for.
    private static void awaitReady(Resident model) throws InterruptedException {
        while (model.state().readiness() != Readiness.READY) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private static Fault fault(Resident model) {
        var faults = new LinkedBlockingQueue<Fault>();
        assertThatThrownBy(model::lease)
                .isInstanceOfSatisfying(
                        BackendException.class, thrown -> faults.add(thrown.fault()));
        return faults.remove();
    }

    private static String answer(WorkerProcess worker) throws Exception {
        var sink = new RecordingSink();
        Ending ending =
                worker.generate(
                                Generation.of(
                                        Prompt.Text.markup(DemoModel.chat("Good evening")),
                                        64,
                                        Sampling.GREEDY,
                                        0))
                        .drainTo(sink);
        assertThat(ending).isInstanceOf(Ending.Finished.class);
        return sink.text();
    }
}
