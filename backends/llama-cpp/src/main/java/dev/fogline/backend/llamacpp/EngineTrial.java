package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.model.Measurement;
import dev.fogline.spi.model.ModelFiles.TrialProgress;
import dev.fogline.spi.model.Trial;
import dev.fogline.spi.request.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/// Measures an engine: loads it as often as is asked for, then asks the last one again and again.
///
/// @param opening starts it
/// @param progress is told after every load and every round
record EngineTrial(Opening opening, TrialProgress progress) {

    private static final long SEED = 1;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MIB = 1 << 20;

    /// Starts engines the way they are served.
    @FunctionalInterface
    interface Opening {

        /// @throws BackendStartException if it does not start
        Subject open(EngineOptions options) throws InterruptedException;
    }

    /// An engine at work, wherever it is.
    interface Subject extends AutoCloseable {

        int vocabularySize();

        /// Generates; what was begun ends with an interrupt.
        Ending answer(Generation generation, TokenSink sink)
                throws BackendException, InterruptedException;

        /// `VmRSS` of the process that holds the model, in bytes; 0 where nobody says.
        long residentBytes();

        @Override
        void close();
    }

    /// One answer, in nanoseconds on one clock.
    private record Timed(long firstNanos, long lastNanos) {}

    /// One round of answers asked at once.
    private record Round(double prefill, double decode, double firstMillis) {}

    Measurement run(EngineOptions options, Trial trial) throws InterruptedException {
        var loads = new ArrayList<Double>();
        for (int i = 1; i < trial.repeats(); i++) {
            loaded(options, loads).close();
            progress.done(i, 2 * trial.repeats());
        }
        try (Subject engine = loaded(options, loads)) {
            progress.done(trial.repeats(), 2 * trial.repeats());
            var rounds = new ArrayList<Round>();
            var random = new SplittableRandom(SEED);
            round(engine, trial, random); // the first pages of everything are touched by it
            for (int i = 1; i <= trial.repeats(); i++) {
                rounds.add(round(engine, trial, random));
                progress.done(trial.repeats() + i, 2 * trial.repeats());
            }
            return new Measurement(
                    median(rounds, Round::prefill),
                    median(rounds, Round::decode),
                    median(rounds, Round::firstMillis),
                    median(loads, load -> load),
                    engine.residentBytes() / MIB);
        }
    }

    private Subject loaded(EngineOptions options, List<Double> loads) throws InterruptedException {
        long started = Ticker.system().nanos();
        Subject engine = opening.open(options);
        loads.add((Ticker.system().nanos() - started) / NANOS_PER_MILLI);
        return engine;
    }

    private static Round round(Subject engine, Trial trial, SplittableRandom random)
            throws InterruptedException {
        List<Generation> asked = new ArrayList<>();
        for (int i = 0; i < trial.parallel(); i++) {
            asked.add(generation(engine.vocabularySize(), trial, random));
        }
        var answers = new ArrayList<Timed>();
        long started = Ticker.system().nanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Timed>>();
            asked.forEach(one -> running.add(threads.submit(() -> answer(engine, one))));
            for (Future<Timed> one : running) {
                answers.add(one.get());
            }
        } catch (ExecutionException failed) {
            throw new BackendStartException(
                    "the trial broke off: "
                            + Objects.requireNonNullElse(failed.getCause(), failed).getMessage(),
                    failed);
        }
        return round(answers, started, trial);
    }

    private static Round round(List<Timed> answers, long started, Trial trial) {
        long lastFirst = answers.stream().mapToLong(Timed::firstNanos).max().orElseThrow();
        long last = answers.stream().mapToLong(Timed::lastNanos).max().orElseThrow();
        double prompts = (double) trial.parallel() * trial.promptTokens();
        double later =
                answers.stream().mapToDouble(answer -> tokensAfter(answer, lastFirst, trial)).sum();
        double firstMillis =
                answers.stream()
                        .mapToDouble(answer -> (answer.firstNanos() - started) / NANOS_PER_MILLI)
                        .average()
                        .orElseThrow();
        return new Round(
                prompts / ((lastFirst - started) / NANOS_PER_SECOND),
                later / ((last - lastFirst) / NANOS_PER_SECOND),
                firstMillis);
    }

    /// Tokens come at even distances between the first and the last.
    private static double tokensAfter(Timed answer, long nanos, Trial trial) {
        double share =
                (double) (answer.lastNanos() - nanos) / (answer.lastNanos() - answer.firstNanos());
        return (trial.generateTokens() - 1) * Math.clamp(share, 0, 1);
    }

    private static Timed answer(Subject engine, Generation generation)
            throws BackendException, InterruptedException {
        long[] first = {0};
        Ending ending =
                engine.answer(
                        generation,
                        piece -> {
                            if (first[0] == 0) {
                                first[0] = Ticker.system().nanos();
                            }
                        });
        long last = Ticker.system().nanos();
        return switch (ending) {
            case Ending.Finished finished -> new Timed(first[0] == 0 ? last : first[0], last);
            case Ending.Failed failed -> throw new BackendException(failed.fault());
            case Ending.Cancelled cancelled -> throw new InterruptedException("cancelled");
            case Ending.Embedded vectors ->
                    throw new IllegalStateException("vectors in place of an answer");
        };
    }

    private static Generation generation(int vocabulary, Trial trial, SplittableRandom random) {
        int[] tokens = random.ints(trial.promptTokens(), 0, vocabulary).toArray();
        return new Generation(
                new Prompt.Tokens(tokens),
                trial.generateTokens(),
                Sampling.GREEDY,
                SEED,
                Optional.empty(),
                Set.of(Generation.Trait.ENDLESS));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
