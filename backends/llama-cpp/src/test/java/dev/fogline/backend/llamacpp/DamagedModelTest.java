package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.backend.llamacpp.worker.WorkerException;
import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of a real model with random bytes in them, each given to the reader and, if that lets it
/// pass, to a worker. This process outlives all of them. A hundred are tried, or as many as the
/// system property `fogline.damaged.copies` says.
@Tag("slow")
class DamagedModelTest {

    private static final int COPIES = Integer.getInteger("fogline.damaged.copies", 100);

    private static final int FIRST_SEED = Integer.getInteger("fogline.damaged.first", 0);

    /// Where the vocabulary begins, the table of tensors, and the weights: damage is done as often
    /// in the few numbers before the first as in all the rest.
    private static final int VOCABULARY = 900;

    private static final int TABLE = 27_918;
    private static final int WEIGHTS = 29_088;

    @TempDir private Path folder;

    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();

    /// By the file's name, which is the seed.
    private final Map<String, String> crashes = new TreeMap<>();

    private final Map<String, String> silences = new TreeMap<>();

    private enum Outcome {
        /// By our own reader, before any native code saw it.
        REFUSED_BY_READER,
        /// By llama.cpp, with its reason.
        REFUSED_BY_ENGINE,
        /// The damage does not matter, or makes nonsense.
        ANSWERED,
        /// The generation ended with a clean fault.
        FAILED,
        /// The worker died; who asked was told.
        WORKER_ENDED
    }

    @Test
    void everyDamagedCopyIsRefusedAnsweredOrCostsAWorkerAtMost() throws Exception {
        byte[] whole = Files.readAllBytes(DemoModel.EDGE);
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var all =
                    IntStream.range(FIRST_SEED, FIRST_SEED + COPIES)
                            .mapToObj(seed -> (Callable<Outcome>) () -> one(whole, seed))
                            .toList();
            for (var done : threads.invokeAll(all)) {
                done.get(); // anything not foreseen is thrown here
            }
        }

        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        outcomes.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        System.out.println(counts + " " + crashes + " " + silences);
        assertThat(outcomes).hasSize(COPIES);
        assertThat(counts).containsKeys(Outcome.REFUSED_BY_READER, Outcome.ANSWERED);
        assertThat(crashes).as("assertions of llama.cpp that the reader could foresee").isEmpty();
    }

    private Outcome one(byte[] whole, int seed) throws IOException, InterruptedException {
        Path file = folder.resolve(seed + ".gguf");
        Files.write(file, damaged(whole, seed));
        try {
            Outcome outcome = outcome(file);
            outcomes.put(seed, outcome);
            return outcome;
        } finally {
            Files.delete(file);
        }
    }

    private Outcome outcome(Path file) throws InterruptedException {
        try {
            GgufHeader.read(file);
        } catch (GgufException refused) {
            assertThat(refused.getMessage()).startsWith(file + ": ").doesNotContain("\n");
            return Outcome.REFUSED_BY_READER;
        }
        try (var worker =
                WorkerProcess.start(
                        DemoModel.options(file, 1, 0), Ticker.system(), Watchdog.USUAL, () -> {})) {
            return answer(worker, file);
        } catch (WorkerException failed) {
            return failed.refused() ? Outcome.REFUSED_BY_ENGINE : ended(file, failed.getMessage());
        }
    }

    private Outcome answer(WorkerProcess worker, Path file) throws InterruptedException {
        try {
            Ending ending =
                    worker.generate(
                                    Generation.of(
                                            Prompt.Text.markup(DemoModel.chat("2 + 2?")),
                                            4,
                                            Sampling.GREEDY,
                                            1))
                            .drainTo(piece -> {});
            if (worker.ended().isPresent()) {
                return ended(file, "answering: " + worker.ended().get());
            }
            return ending instanceof Ending.Finished ? Outcome.ANSWERED : Outcome.FAILED;
        } catch (BackendException failed) {
            return worker.ended().isPresent()
                    ? ended(file, "asking: " + worker.ended().get())
                    : Outcome.FAILED;
        }
    }

    /// Silence is what a machine that is busy with other things shows too.
    private synchronized Outcome ended(Path file, String why) {
        var kind = why.contains("said nothing") ? silences : crashes;
        kind.put(file.getFileName().toString(), why);
        return Outcome.WORKER_ENDED;
    }

    /// Up to four bytes close to each other.
    private static byte[] damaged(byte[] whole, int seed) {
        var random = new SplittableRandom(seed);
        byte[] copy = whole.clone();
        int place =
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> random.nextInt(VOCABULARY);
                    case 4 -> random.nextInt(VOCABULARY, TABLE);
                    case 5, 6 -> random.nextInt(TABLE, WEIGHTS);
                    default -> random.nextInt(WEIGHTS, copy.length);
                };
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            copy[Math.min(place + random.nextInt(8), copy.length - 1)] = (byte) random.nextInt();
        }
        return copy;
    }
}
