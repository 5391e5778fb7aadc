package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.engine.AnswerStream;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Event;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Profile;
import dev.fogline.backend.llamacpp.engine.Prompt;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;

/// A model loaded in a process of its own, as the node sees it. Thread-safe.
///
/// Whatever happens to the process, calls under way end: as [FaultKind#UNAVAILABLE], with the
/// reason.
public final class WorkerProcess implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long EXPLANATION_MILLIS = 5000;
    private static final Load UNKNOWN = new Load(0, 0, 0, 0, 0, 0, 0, false);

    private final Child child;
    private final Ticker ticker;
    private final Runnable onEnd;
    private final CompletableFuture<Profile> opened = new CompletableFuture<>();
    private final Map<Long, AnswerStream> streams = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Integer>> counts = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /// Why it is no more, or is to be no more; the first reason counts.
    private final AtomicReference<Optional<String>> ended = new AtomicReference<>(Optional.empty());

    /// At zero once `ended` says why.
    private final CountDownLatch explained = new CountDownLatch(1);

    private volatile Load load = UNKNOWN;
    private volatile long heardAtNanos;

    private WorkerProcess(Child child, Ticker ticker, Runnable onEnd) {
        this.child = child;
        this.ticker = ticker;
        this.onEnd = onEnd;
        this.heardAtNanos = ticker.nanos();
    }

    /// Starts a worker and has it load a model; takes from half a second to minutes.
    ///
    /// @param onEnd told once it has ended, by whatever cause, after it was started
    /// @param watchdog what counts as hanging while it loads
    /// @throws WorkerException if it ended, or refuses the model
    /// @throws InterruptedException if the calling thread was interrupted; nothing is left running
    public static WorkerProcess start(
            EngineOptions options, Ticker ticker, Watchdog watchdog, Runnable onEnd)
            throws WorkerException, InterruptedException {
        var worker = new WorkerProcess(Child.start(), ticker, onEnd);
        Thread.ofPlatform().name("worker-frames").daemon().start(worker::listen);
        try {
            worker.send(new Frame.Open(options));
            worker.opened(watchdog);
            return worker;
        } catch (IOException gone) {
            worker.close();
            throw WorkerException.ended("the worker ended at once: " + gone.getMessage());
        } catch (WorkerException | InterruptedException | RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    /// What the engine turned out to be.
    public Profile profile() {
        return opened.join();
    }

    /// How busy the engine said it is.
    public Load load() {
        return load;
    }

    /// Generations that have begun and not ended.
    public int underWay() {
        return streams.size();
    }

    /// The process's number.
    public long pid() {
        return child.pid();
    }

    /// Why it has ended; empty if it lives.
    public Optional<String> ended() {
        return ended.get();
    }

    /// Starts a generation.
    ///
    /// @return where its pieces arrive, and its ending, a refusal too; it must be drained
    /// @throws BackendException if the worker has ended
    public AnswerStream generate(Generation generation) throws BackendException {
        return begin(id -> new Frame.Generate(id, generation));
    }

    /// Starts turning texts into vectors.
    ///
    /// @param texts at least one
    /// @return where its ending arrives, a refusal too; it must be drained
    /// @throws BackendException if the worker has ended
    public AnswerStream embed(List<Prompt> texts) throws BackendException {
        return begin(id -> new Frame.Embed(id, texts));
    }

    private AnswerStream begin(LongFunction<Frame> order) throws BackendException {
        long id = ids.incrementAndGet();
        var stream = new AnswerStream(() -> cancel(id));
        streams.put(id, stream);
        order(order.apply(id));
        if (ended.get().isPresent()) {
            streams.remove(id); // it may have come after all were told
            throw new BackendException(gone());
        }
        return stream;
    }

    /// How many tokens a prompt has.
    ///
    /// @throws BackendException if the worker has ended, or cannot tell
    public int countTokens(Prompt prompt) throws BackendException, InterruptedException {
        long id = ids.incrementAndGet();
        var count = new CompletableFuture<Integer>();
        counts.put(id, count);
        order(new Frame.Count(id, prompt));
        if (ended.get().isPresent()) {
            count.completeExceptionally(new BackendException(gone()));
        }
        try {
            return count.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BackendException failed
                    ? failed
                    : new BackendException(gone(), e);
        } finally {
            counts.remove(id);
        }
    }

    /// What a watchdog has to say of it now.
    public Optional<String> complaint(Watchdog watchdog) {
        return watchdog.complaint((ticker.nanos() - heardAtNanos) / NANOS_PER_MILLI, load);
    }

    /// Ends the process at once.
    ///
    /// @param why told to those who wait for it
    public void kill(String why) {
        ended.compareAndSet(Optional.empty(), Optional.of(why));
        child.kill();
    }

    /// Ends the process; what it runs ends as unavailable.
    @Override
    public void close() {
        kill("the local engine was stopped");
        child.awaitEnd();
    }

    private void opened(Watchdog watchdog) throws WorkerException, InterruptedException {
        while (!opened.isDone()) {
            complaint(watchdog).ifPresent(this::kill);
            child.pause(opened);
        }
        try {
            opened.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkerException why) {
                throw why;
            }
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        try {
            FrameIn in = child.in();
            for (Optional<Frame> frame = in.next(); frame.isPresent(); frame = in.next()) {
                heardAtNanos = ticker.nanos();
                hear(frame.get());
            }
        } catch (IOException broken) {
            if (!child.ends()) {
                ended.compareAndSet(
                        Optional.empty(), Optional.of("its stream broke: " + broken.getMessage()));
            }
        }
        child.kill();
        ended.compareAndSet(Optional.empty(), Optional.of(child.howItEnded()));
        explained.countDown();
        opened.completeExceptionally(WorkerException.ended(gone().message()));
        var failed = new Ending.Failed(gone());
        streams.keySet().forEach(id -> put(id, failed));
        counts.values().forEach(count -> count.completeExceptionally(new BackendException(gone())));
        onEnd.run();
    }

    private void hear(Frame frame) {
        switch (frame) {
            case Frame.Opened(Profile profile) -> opened.complete(profile);
            case Frame.Refused(String why) ->
                    opened.completeExceptionally(WorkerException.refused(why));
            case Frame.Starved(String why) ->
                    opened.completeExceptionally(
                            WorkerException.ended("memory ran out (" + why + ")"));
            case Frame.Sent(long id, Event event) -> put(id, event);
            case Frame.Denied(long id, Fault fault) -> {
                put(id, new Ending.Failed(fault));
                Optional.ofNullable(counts.get(id))
                        .ifPresent(c -> c.completeExceptionally(new BackendException(fault)));
            }
            case Frame.Counted(long id, int tokens) ->
                    Optional.ofNullable(counts.get(id)).ifPresent(c -> c.complete(tokens));
            case Frame.Pulse(Load told) -> load = told;
            case Frame.Order order -> throw new IllegalStateException("a worker sends no " + order);
        }
    }

    private void put(long id, Event event) {
        AnswerStream stream = event instanceof Ending ? streams.remove(id) : streams.get(id);
        if (stream != null) {
            stream.put(event);
        }
    }

    private void cancel(long id) {
        try {
            send(new Frame.Cancel(id));
        } catch (IOException gone) {
            awaitExplanation();
            put(id, new Ending.Failed(gone()));
        }
    }

    private void order(Frame order) throws BackendException {
        try {
            send(order);
        } catch (IOException broken) {
            awaitExplanation();
            throw new BackendException(gone(), broken);
        }
    }

    /// What cannot be sent finds out before the listener why.
    private void awaitExplanation() {
        try {
            var _ = explained.await(EXPLANATION_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Frame frame) throws IOException {
        child.out().send(frame);
    }

    private Fault gone() {
        return Fault.of(
                FaultKind.UNAVAILABLE,
                "the local engine ended: " + ended.get().orElse("it is not reachable"));
    }
}
