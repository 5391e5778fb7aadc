package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bounded queue in front of the slots, and what was taken out of it. Thread-safe.
final class Intake {

    private final int slots;
    private final int queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Job> waiting = new ArrayDeque<>();
    private final Set<Job> running = new HashSet<>();
    private @Nullable Fault closed;

    Intake(int slots, int queue) {
        this.slots = slots;
        this.queue = queue;
    }

    /// Puts a job into the queue.
    ///
    /// @throws BackendException if slots and queue are full, or the engine is closed
    void offer(Job job) throws BackendException {
        lock.lock();
        try {
            if (closed != null) {
                throw new BackendException(closed);
            }
            if (running.size() + waiting.size() >= slots + queue) {
                throw BackendException.of(
                        FaultKind.OVERLOADED,
                        running.size()
                                + " requests are running and "
                                + waiting.size()
                                + " are waiting");
            }
            waiting.add(job);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the jobs that waited longest, as many as slots are free; blocks while nothing is
    /// running or waiting.
    ///
    /// @return empty once closed
    Optional<List<Job>> take() throws InterruptedException {
        lock.lock();
        try {
            while (closed == null) {
                dropCancelled();
                var taken = new ArrayList<Job>();
                while (running.size() < slots && !waiting.isEmpty()) {
                    Job job = waiting.remove();
                    running.add(job);
                    taken.add(job);
                }
                if (!running.isEmpty()) {
                    return Optional.of(taken);
                }
                arrived.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Ends a job that was taken. Whoever hears of it no longer finds it among those that run.
    void finish(Job job, Ending ending) {
        lock.lock();
        try {
            running.remove(job);
        } finally {
            lock.unlock();
        }
        job.end(ending);
    }

    /// Refuses all jobs from now on.
    ///
    /// @param why told to those who come; the first one counts
    void close(Fault why) {
        lock.lock();
        try {
            closed = closed == null ? why : closed;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends what still runs or waits, after [#close].
    void finishAll(Ending ending) {
        var left = new ArrayList<Job>();
        lock.lock();
        try {
            left.addAll(running);
            left.addAll(waiting);
            running.clear();
            waiting.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(job -> job.end(ending));
    }

    Load load(Pace pace) {
        lock.lock();
        try {
            return new Load(
                    running.size(),
                    waiting.size(),
                    unread(running) + unread(waiting),
                    pace.tokensPerSecond(),
                    running.isEmpty() ? 0 : pace.kvUse(),
                    pace.decodeMillis(),
                    pace.pickMillis(),
                    closed == null);
        } finally {
            lock.unlock();
        }
    }

    private static int unread(Collection<Job> jobs) {
        return jobs.stream().mapToInt(job -> job.unreadTokens).sum();
    }

    private void dropCancelled() {
        waiting.removeIf(
                job -> {
                    if (job.cancelled()) {
                        job.end(new Ending.Cancelled());
                        return true;
                    }
                    return false;
                });
    }
}
