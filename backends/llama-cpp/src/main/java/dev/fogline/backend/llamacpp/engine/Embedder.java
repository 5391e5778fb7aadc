package dev.fogline.backend.llamacpp.engine;

import dev.fogline.backend.llamacpp.binding.Decoder;
import dev.fogline.backend.llamacpp.binding.EmbeddingContext;
import dev.fogline.backend.llamacpp.binding.EmbeddingLayout;
import dev.fogline.backend.llamacpp.binding.Model;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A bounded queue of texts and the one thread that turns them into vectors: job by job, as many of
/// its texts in a step as fit. Thread-safe.
final class Embedder {

    private static final Fault CLOSED =
            Fault.of(FaultKind.UNAVAILABLE, "the local engine is closed");

    private final EmbeddingContext context;
    private final int textTokens;
    private final int queue;
    private final Pace pace;
    private final Runnable afterJob;
    private final Thread thread;

    /// This, `running` and `closed` are guarded by `this`.
    private final Queue<EmbeddingJob> waiting = new ArrayDeque<>();

    private @Nullable EmbeddingJob running;
    private boolean closed;

    /// @param queue jobs that may wait for the one that runs
    /// @param nanos a clock
    /// @param afterJob told by the thread after each job
    Embedder(
            Model model, EmbeddingLayout layout, int queue, LongSupplier nanos, Runnable afterJob) {
        this.context = new EmbeddingContext(model, layout);
        this.textTokens = layout.textTokens();
        this.queue = queue;
        this.pace = new Pace(nanos, layout.stepTokens());
        this.afterJob = afterJob;
        this.thread = Thread.ofPlatform().name("llama-embed").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// @param texts tokens of each
    /// @throws BackendException if a text is empty or too long, the queue is full, or this is
    ///   closed; nothing goes to the outlet then
    Running embed(List<int[]> texts, Outlet outlet) throws BackendException {
        for (int[] text : texts) {
            check(text.length, texts.size() == 1 ? "the text" : "a text");
        }
        var job = new EmbeddingJob(texts, outlet, this);
        offer(job);
        return job;
    }

    private void check(int tokens, String text) throws BackendException {
        if (tokens == 0) {
            throw BackendException.of(FaultKind.INVALID_REQUEST, text + " has no tokens");
        }
        if (tokens > textTokens) {
            throw BackendException.of(
                    FaultKind.CONTEXT_EXCEEDED,
                    text + " has " + tokens + " tokens, the context holds " + textTokens);
        }
    }

    private synchronized void offer(EmbeddingJob job) throws BackendException {
        if (closed) {
            throw new BackendException(CLOSED);
        }
        if (waiting.size() + (running == null ? 0 : 1) > queue) {
            throw BackendException.of(
                    FaultKind.OVERLOADED, waiting.size() + " requests are waiting");
        }
        waiting.add(job);
        notifyAll();
    }

    /// One that waits ends at once, one that runs with its step.
    void cancel(EmbeddingJob job) {
        boolean waited;
        synchronized (this) {
            waited = waiting.remove(job);
            if (job == running) {
                context.abort();
            }
        }
        if (waited) {
            job.end(new Ending.Cancelled());
        }
    }

    synchronized Load load() {
        return new Load(
                running == null ? 0 : 1, waiting.size(), 0, 0, 0, pace.decodeMillis(), 0, !closed);
    }

    private synchronized boolean open() {
        return !closed;
    }

    /// Ends all jobs; waits for the step under way.
    void close() {
        synchronized (this) {
            closed = true;
            context.abort();
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the model must not be freed under a running step
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (var job = take(); job.isPresent(); job = take()) {
                Ending ending = endingOf(job.get());
                done();
                job.get().end(ending);
                afterJob.run();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            context.close();
            leave().forEach(job -> job.end(new Ending.Cancelled()));
            afterJob.run();
        }
    }

    private synchronized Optional<EmbeddingJob> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        running = closed ? null : waiting.remove();
        return Optional.ofNullable(running);
    }

    private synchronized void done() {
        running = null;
    }

    private synchronized List<EmbeddingJob> leave() {
        closed = true;
        var left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    private Ending endingOf(EmbeddingJob job) {
        try {
            return embed(job);
        } catch (RuntimeException e) {
            return failed("the local engine could not embed: " + e.getMessage());
        }
    }

    private Ending embed(EmbeddingJob job) {
        var vectors = new ArrayList<float[]>();
        while (vectors.size() < job.texts.size()) {
            context.rearm(); // before looking, so that no cancellation is lost
            if (job.cancelled() || !open()) {
                return new Ending.Cancelled();
            }
            int texts = fill(job.texts.subList(vectors.size(), job.texts.size()));
            switch (timedStep()) {
                case DONE -> {
                    for (int i = 0; i < texts; i++) {
                        vectors.add(UnitVector.of(context.vector(i)));
                    }
                }
                case ABORTED -> {} // by another job's end, or ours: looked at above
                case FAILED -> {
                    return failed("llama.cpp could not embed: " + context.complaints());
                }
            }
        }
        boolean usable = vectors.stream().noneMatch(vector -> Float.isNaN(vector[0]));
        return usable
                ? new Ending.Embedded(vectors, job.tokens())
                : failed("the model gives no usable numbers; are its weights damaged?");
    }

    /// Whoever looks sees how old it is.
    private Decoder.Step timedStep() {
        pace.stepStarts(0);
        try {
            return context.step();
        } finally {
            pace.stepEnds(0, 0);
        }
    }

    private int fill(List<int[]> texts) {
        context.clear();
        int count = 0;
        while (count < texts.size() && context.add(texts.get(count))) {
            count++;
        }
        return count;
    }

    private static Ending failed(String why) {
        return new Ending.Failed(Fault.of(FaultKind.INTERNAL, why));
    }
}
