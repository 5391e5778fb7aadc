package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Estimator;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.request.DataClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers requests and learns from them: one thread takes entries from a bounded queue, appends
/// a line, teaches the estimator and publishes the next one.
///
/// Under load entries are dropped and counted. A disk that is full or gone stops the writing, not
/// the learning. Private requests are learnt from and leave no line.
final class Journal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    private static final String OBSERVATION = "observation";
    private static final long IDLE_MILLIS = 100;

    /// Between two looks while there is something to do: what comes in between is taken together,
    /// so that no request has to wake the journal.
    private static final long PAUSE_MILLIS = 5;

    /// Lines that are written with one call.
    private static final int GROUP = 64;

    private final BlockingQueue<DecisionRecord> queue;
    private final JournalFile file;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private final Thread thread;

    /// Of the thread: taken and not yet written.
    private final List<byte[]> lines = new ArrayList<>();

    private volatile Learned learned;
    private volatile boolean closing;

    private Journal(JournalFile file, Learned learned, int queueEntries) {
        this.file = file;
        this.learned = learned;
        this.queue = new ArrayBlockingQueue<>(queueEntries);
        this.thread = Thread.ofPlatform().name("fogline-journal").daemon().unstarted(this::run);
    }

    /// Opens the journal and learns again what it holds.
    ///
    /// @param untaught what the learning begins with
    /// @throws RouterException if the journal cannot be read or written
    static Journal open(JournalFile file, Estimator untaught, int queueEntries) {
        var journal = new Journal(file, new Learned(untaught, 0), queueEntries);
        try {
            file.read(
                    line -> ObservationJson.read(line.path(OBSERVATION)).ifPresent(journal::teach));
        } catch (IOException failed) {
            throw new RouterException("cannot read the journal: " + failed.getMessage(), failed);
        }
        journal.thread.start();
        return journal;
    }

    /// The latest estimator.
    Learned learned() {
        return learned;
    }

    /// Takes an entry, or drops it where the queue is full; never waits.
    void offer(DecisionRecord entry) {
        if (!queue.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    /// Entries that found the queue full.
    long dropped() {
        return dropped.get();
    }

    /// Entries that could not be written to disk.
    long unwritten() {
        return unwritten.get();
    }

    /// Writes what is queued and ends.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            file.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the journal did not close: {0}",
                    failed.getMessage());
        }
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                DecisionRecord entry = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                while (entry != null) {
                    take(entry);
                    entry = lines.size() < GROUP ? queue.poll() : null;
                }
                write();
                if (!closing && queue.isEmpty()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    private void take(DecisionRecord entry) {
        Optional<Measured> observation = observation(entry);
        observation.ifPresent(this::teach);
        if (entry.features().dataClass() != DataClass.PRIVATE) {
            lines.add(JsonText.bytes(out -> write(out, entry, observation)));
        }
    }

    private static void write(
            JsonGenerator out, DecisionRecord entry, Optional<Measured> observation)
            throws IOException {
        DecisionJson.write(out, entry);
        if (observation.isPresent()) {
            out.writeObjectFieldStart(OBSERVATION);
            ObservationJson.write(out, observation.get());
            out.writeEndObject();
        }
    }

    private void write() {
        if (lines.isEmpty()) {
            return;
        }
        try {
            file.append(lines);
        } catch (IOException failed) {
            if (unwritten.getAndAdd(lines.size()) == 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the journal cannot be written: {0}",
                        failed.getMessage());
            }
        }
        lines.clear();
    }

    private void teach(Measured observation) {
        Learned before = learned;
        try {
            learned = new Learned(before.estimator().learn(observation), before.sequence() + 1);
        } catch (RuntimeException thrown) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the estimator could not learn: {0}",
                    thrown.toString());
        }
    }

    /// Only a served answer teaches. Nothing but the attempt that served counts: what came before
    /// was another backend's. The rest of a resumed answer has a longer prompt and a shorter text
    /// than what was predicted, so it teaches nothing.
    private static Optional<Measured> observation(DecisionRecord entry) {
        return switch (entry.outcome()) {
            case Outcome.Completed completed ->
                    completed.resumed()
                            ? Optional.empty()
                            : Optional.of(measured(entry, completed.served()));
            case Outcome.Failed failed -> Optional.empty();
            case Outcome.Cancelled cancelled -> Optional.empty();
        };
    }

    private static Measured measured(DecisionRecord entry, Attempt.Served served) {
        Option.Single option = served.option();
        return new Measured(
                option.candidate().backend(),
                option.candidate().model().name(),
                option.candidate().model().tier(),
                entry.features().characters(),
                option.candidate().node().running(),
                option.estimate(),
                served.timings(),
                served.answer().usage());
    }
}
