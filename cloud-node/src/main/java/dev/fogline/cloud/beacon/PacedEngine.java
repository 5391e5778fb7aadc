package dev.fogline.cloud.beacon;

import dev.fogline.cost.PoolPrice;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// An engine that computes nothing and takes its time: each running answer gets a token a step, a
/// step takes what the batch curve says, and beyond the curve's last point requests wait in order
/// of arrival. Safe for many threads.
final class PacedEngine {

    private final PoolPrice curve;
    private final int slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<PacedRun> waiting = new ArrayDeque<>();
    private final List<PacedRun> running = new ArrayList<>();

    PacedEngine(Pool pool) {
        this.curve = new PoolPrice(pool);
        this.slots = curve.full();
    }

    /// What a request of so many tokens would take and cost if it came now and the load stayed.
    ///
    /// @param seconds to its last token
    /// @param usd for what it takes from the others
    record Toll(double seconds, double usd) {}

    PacedRun add(int tokens) {
        var run = new PacedRun(tokens);
        lock.lock();
        try {
            waiting.add(run);
        } finally {
            lock.unlock();
        }
        return run;
    }

    /// Whoever asked has left.
    void remove(PacedRun run) {
        lock.lock();
        try {
            running.remove(run);
            waiting.remove(run);
        } finally {
            lock.unlock();
        }
    }

    /// Running and waiting.
    int load() {
        lock.lock();
        try {
            return running.size() + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    Toll toll(double tokens) {
        lock.lock();
        try {
            double batch = Math.min(slots, running.size() + 1.0);
            double ahead = Math.max(0.0, running.size() + waiting.size() + 1.0 - slots);
            double seconds = tokens * batch / curve.tokensPerSecond(batch) * (1 + ahead / slots);
            return new Toll(
                    seconds,
                    tokens * curve.congestedUsd(running.size(), (double) waiting.size() / slots));
        } finally {
            lock.unlock();
        }
    }

    /// So much time went by.
    void advance(double seconds) {
        lock.lock();
        try {
            while (running.size() < slots && !waiting.isEmpty()) {
                running.add(waiting.remove());
            }
            if (!running.isEmpty()) {
                double steps = seconds * curve.tokensPerSecond(running.size()) / running.size();
                running.removeIf(run -> run.advance(steps));
            }
        } finally {
            lock.unlock();
        }
    }
}
