package dev.fogline.router;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.Observation;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.request.DataClass;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /// Of its file in the data directory, without the ending.
    static final String NAME = "journal";

    /// The member of a line that holds what was learnt from it.
    static final String OBSERVATION = "observation";

    private static final String SEQUENCE = "sequence";
    private static final long IDLE_MILLIS = 100;

    /// Between two looks while there is something to do: what comes in between is taken together,
    /// so that no request has to wake the journal.
    private static final long PAUSE_MILLIS = 5;

    /// Policies whose last threshold is remembered, as a bound on what is read.
    private static final int MOST_THRESHOLDS = 10_000;

    /// Lines that are written with one call.
    private static final int GROUP = 64;

    private final BlockingQueue<JournalEntry> queue;
    private final JournalFile file;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private final Thread thread;

    /// Of the thread: taken and not yet written.
    private final List<byte[]> lines = new ArrayList<>();

    private final Learning learning;

    /// Written while the journal is opened only.
    private final Map<String, Double> thresholds = new HashMap<>();

    private volatile boolean closing;

    private Journal(JournalFile file, Learning learning, int queueEntries) {
        this.file = file;
        this.learning = learning;
        this.queue = new ArrayBlockingQueue<>(queueEntries);
        this.thread = Thread.ofPlatform().name("fogline-journal").daemon().unstarted(this::run);
    }

    /// Opens the journal and learns again what it holds beyond the checkpoint.
    ///
    /// @param learning what was saved, or nothing
    /// @throws RouterException if the journal cannot be read or written
    static Journal open(JournalFile file, Learning learning, int queueEntries) {
        var journal = new Journal(file, learning, queueEntries);
        try {
            var foreign = new AtomicLong();
            file.read(line -> journal.replay(line, foreign));
            if (foreign.get() > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} observations in the journal are of an earlier version and teach nothing",
                        foreign);
            }
        } catch (IOException failed) {
            throw new RouterException("cannot read the journal: " + failed.getMessage(), failed);
        }
        journal.thread.start();
        return journal;
    }

    /// Where the quotas of policies stood at the end of the last run, by policy.
    Map<String, Double> thresholds() {
        return Map.copyOf(thresholds);
    }

    /// The latest estimator.
    Learned learned() {
        return learning.latest();
    }

    /// Takes an entry, or drops it where the queue is full; never waits.
    ///
    /// @return whether it was taken
    boolean offer(JournalEntry entry) {
        boolean taken = queue.offer(entry);
        if (!taken) {
            dropped.incrementAndGet();
        }
        return taken;
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
            if (!thread.isAlive()) {
                learning.save();
            }
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
                JournalEntry entry = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                while (entry != null) {
                    take(entry);
                    entry = lines.size() < GROUP ? queue.poll() : null;
                }
                write();
                checkpoint();
                if (!closing && queue.isEmpty()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    private void take(JournalEntry entry) {
        switch (entry) {
            case DecisionRecord ended -> take(ended);
            case GradedRecord graded -> take(graded);
        }
    }

    private void take(DecisionRecord entry) {
        Optional<Measured> observation = Teaching.of(entry);
        if (entry.features().dataClass() == DataClass.PRIVATE) {
            observation.ifPresent(learning::learnInMemory);
            return;
        }
        OptionalLong sequence =
                observation.isPresent()
                        ? OptionalLong.of(learning.keep(observation.get()))
                        : OptionalLong.empty();
        lines.add(
                JsonText.bytes(
                        out -> {
                            DecisionJson.write(out, entry);
                            if (observation.isPresent()) {
                                write(out, observation.get(), sequence.getAsLong());
                            }
                        }));
    }

    private void take(GradedRecord entry) {
        if (entry.dataClass() == DataClass.PRIVATE) {
            learning.learnInMemory(entry.graded());
            return;
        }
        long sequence = learning.keep(entry.graded());
        lines.add(
                JsonText.bytes(
                        out -> {
                            out.writeStringField("graded", entry.id());
                            out.writeStringField(
                                    "time", Instant.ofEpochMilli(entry.epochMillis()).toString());
                            out.writeStringField("by", JsonText.word(entry.by()));
                            write(out, entry.graded(), sequence);
                        }));
    }

    private static void write(JsonGenerator out, Observation observation, long sequence)
            throws IOException {
        out.writeObjectFieldStart(OBSERVATION);
        ObservationJson.write(out, observation);
        out.writeNumberField(SEQUENCE, sequence);
        out.writeEndObject();
    }

    /// @param foreign counts observations that cannot be read
    private void replay(JsonNode line, AtomicLong foreign) {
        JsonNode decision = line.path("decision");
        double threshold = decision.path(DecisionJson.THRESHOLD).asDouble(Double.NaN);
        if (threshold >= -1 && threshold <= 1 && thresholds.size() < MOST_THRESHOLDS) {
            thresholds.put(decision.path("policy").asText(), threshold);
        }
        JsonNode observation = line.path(OBSERVATION);
        ObservationJson.read(line)
                .ifPresentOrElse(
                        known -> learning.replay(known, observation.path(SEQUENCE).asLong()),
                        () -> foreign.addAndGet(observation.isObject() ? 1 : 0));
    }

    /// The lines are on the disk before the state that they made.
    private void checkpoint() {
        if (learning.due()) {
            try {
                file.force();
            } catch (IOException failed) {
                // the state is saved all the same; lines are missing already
            }
            learning.save();
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
}
