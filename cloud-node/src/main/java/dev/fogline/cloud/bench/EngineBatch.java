package dev.fogline.cloud.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// What an engine with continuous batching does, step by step: admits who fits into the cache, in
/// the order they came, reads a part of the prompts, and gives every request whose prompt is read a
/// token. Knows no clock. Of one thread at a time.
///
/// A request holds the cache for its prompt and all of its answer from the moment it is admitted;
/// real engines let it grow, and drop somebody when it is full.
final class EngineBatch {

    private final EngineCurve curve;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();
    private long held;

    EngineBatch(EngineCurve curve) {
        this.curve = curve;
    }

    /// @param promptTokens ≥ 1
    /// @param outputTokens ≥ 1
    record Job(long id, int promptTokens, int outputTokens) {

        /// One that alone is too large for the cache is cut, so that it does not block the others.
        int kvTokens(EngineCurve curve) {
            return Math.min(curve.kvTokens(), promptTokens + outputTokens);
        }
    }

    /// What one step has done.
    ///
    /// @param millis it took
    /// @param tokens who got one, by id
    record Step(double millis, List<Long> tokens) {}

    private static final class Running {
        private final Job job;
        private int unread;
        private int made;

        private Running(Job job) {
            this.job = job;
            this.unread = job.promptTokens();
        }

        private boolean ended() {
            return made == job.outputTokens();
        }
    }

    void add(Job job) {
        waiting.add(job);
    }

    /// Its client has left.
    void remove(long id) {
        waiting.removeIf(job -> job.id() == id);
        for (Running one : running) {
            if (one.job.id() == id) {
                held -= one.job.kvTokens(curve);
            }
        }
        running.removeIf(one -> one.job.id() == id);
    }

    boolean idle() {
        return waiting.isEmpty() && running.isEmpty();
    }

    int running() {
        return running.size();
    }

    int waiting() {
        return waiting.size();
    }

    double kvUse() {
        return (double) held / curve.kvTokens();
    }

    /// After [#idle] was false.
    Step step() {
        admit();
        int read = read();
        int decoding = 0;
        long context = 0;
        var tokens = new ArrayList<Long>();
        for (Running one : running) {
            if (one.unread == 0) {
                decoding++;
                context += one.job.promptTokens() + one.made;
                one.made++;
                tokens.add(one.job.id());
            }
        }
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running one = each.next();
            if (one.ended()) {
                held -= one.job.kvTokens(curve);
                each.remove();
            }
        }
        return new Step(curve.stepMillis(decoding, context, read), tokens);
    }

    private void admit() {
        while (!waiting.isEmpty()
                && held + waiting.getFirst().kvTokens(curve) <= curve.kvTokens()) {
            Job next = waiting.removeFirst();
            held += next.kvTokens(curve);
            running.add(new Running(next));
        }
    }

    /// @return prompt tokens that were read
    private int read() {
        int left = curve.stepTokens();
        for (Running one : running) {
            int part = Math.min(left, one.unread);
            one.unread -= part;
            left -= part;
        }
        return curve.stepTokens() - left;
    }

    /// How many requests a second an engine ends that always has enough to do.
    static double capacityPerSecond(EngineCurve curve, List<Arrival> load) {
        var batch = new EngineBatch(curve);
        load.forEach(one -> batch.add(new Job(0, one.promptTokens(), one.outputTokens())));
        double millis = 0;
        while (!batch.idle()) {
            millis += batch.step().millis();
        }
        return 1_000 * load.size() / millis;
    }
}
