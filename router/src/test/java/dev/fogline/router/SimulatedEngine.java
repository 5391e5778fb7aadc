package dev.fogline.router;

import dev.fogline.cost.PoolPrice;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// An engine that gives each running request a token a step; steps take what the curve says, and
/// who finds no slot waits for one in order of arrival.
final class SimulatedEngine {

    private final PoolPrice curve;
    private final int slots;
    private final Deque<Run> waiting = new ArrayDeque<>();
    private final List<Run> running = new ArrayList<>();

    /// @param pool whose last point tells the slots
    SimulatedEngine(Pool pool) {
        this.curve = new PoolPrice(pool);
        this.slots = curve.full();
    }

    /// One request on its way.
    static final class Run {
        private final int tokens;
        private final double startSeconds;
        private final Consumer<Run> ended;
        private double left;
        private double firstSeconds = Double.NaN;
        private double endSeconds;

        /// @param ended called when the last token has come
        Run(int tokens, double startSeconds, Consumer<Run> ended) {
            this.tokens = tokens;
            this.startSeconds = startSeconds;
            this.ended = ended;
            this.left = tokens;
        }

        int tokens() {
            return tokens;
        }

        double firstMillis() {
            return 1e3 * (firstSeconds - startSeconds);
        }

        double totalMillis() {
            return 1e3 * (endSeconds - startSeconds);
        }
    }

    void add(Run run) {
        waiting.add(run);
    }

    int slots() {
        return slots;
    }

    int running() {
        return running.size();
    }

    int queued() {
        return waiting.size();
    }

    /// What a request of so many tokens would take if it came now and the load stayed.
    double seconds(double tokens) {
        double batch = Math.min(slots, running.size() + 1.0);
        double ahead = Math.max(0.0, running.size() + waiting.size() + 1.0 - slots);
        return tokens * batch / curve.tokensPerSecond(batch) * (1 + ahead / slots);
    }

    /// Dollars of so many tokens for what they take from the others.
    double usd(double tokens) {
        return tokens * curve.congestedUsd(running.size(), (double) waiting.size() / slots);
    }

    /// @param nowSeconds at the end of the time that goes by
    void advance(double nowSeconds, double seconds) {
        while (running.size() < slots && !waiting.isEmpty()) {
            running.add(waiting.poll());
        }
        if (running.isEmpty()) {
            return;
        }
        double steps = seconds * curve.tokensPerSecond(running.size()) / running.size();
        List<Run> through = new ArrayList<>();
        for (Run run : running) {
            run.left -= steps;
            if (Double.isNaN(run.firstSeconds) && run.left <= run.tokens - 1) {
                run.firstSeconds = nowSeconds;
            }
            if (run.left <= 0) {
                run.endSeconds = nowSeconds;
                through.add(run);
            }
        }
        running.removeAll(through);
        through.forEach(run -> run.ended.accept(run));
    }
}
