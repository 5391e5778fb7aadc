package dev.fogline.backend.llamacpp.engine;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bounded queue in front of the slots, and the count of what is behind it. Thread-safe.
final class Intake {

    private final int slots;
    private final int queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int running;
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
            if (running + waiting.size() >= slots + queue) {
                throw BackendException.of(
                        FaultKind.OVERLOADED,
                        running + " requests are running and " + waiting.size() + " are waiting");
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
                while (running < slots && !waiting.isEmpty()) {
                    taken.add(waiting.remove());
                    running++;
                }
                if (running > 0) {
                    return Optional.of(taken);
                }
                arrived.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// A job that was taken has ended.
    void finished() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
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

    /// Ends what still waits, after [#close].
    void endWaiting(Ending ending) {
        lock.lock();
        try {
            waiting.forEach(job -> job.end(ending));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    Load load() {
        lock.lock();
        try {
            return new Load(running, waiting.size(), closed == null);
        } finally {
            lock.unlock();
        }
    }

    private void dropCancelled() {
        waiting.removeIf(
                job -> {
                    if (job.stream.cancelled()) {
                        job.end(new Ending.Cancelled());
                        return true;
                    }
                    return false;
                });
    }
}
