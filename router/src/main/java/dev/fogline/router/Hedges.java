package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks two options beside one another, each on a virtual thread of its own; the calling thread
/// only waits, and ends both if it is interrupted.
final class Hedges {

    /// What a loser has generated until it hears that it lost; its prompt it has read in any case.
    private static final int LOST_TOKENS = 1;

    private final Attempts attempts;
    private final HedgeBudget budget = new HedgeBudget();

    Hedges(Attempts attempts) {
        this.attempts = attempts;
    }

    /// An answer was served: a share of its tokens may be spent on losers.
    void served(Task task, Usage usage) {
        task.conduct()
                .hedge()
                .ifPresent(
                        hedge ->
                                budget.deposit(
                                        usage.promptTokens() + usage.outputTokens(),
                                        hedge.extraTokenShare()));
    }

    /// @return the attempts made, one or two; the one that gave content comes last
    /// @throws InterruptedException if the calling thread was interrupted; nothing runs on
    List<Attempt> attempt(Task task, Option.Hedged hedge, Delivery delivery, Wanted wanted)
            throws InterruptedException {
        var race = new Race(task, delivery);
        Runnable end = race::end;
        wanted.otherwise(end);
        try {
            Side first = race.start(hedge.first());
            try {
                return List.of(first.attempt((long) (hedge.afterMillis() * 1e6)));
            } catch (TimeoutException silent) {
                boolean second =
                        race.open() && budget.tryTake(task.features().promptTokens() + LOST_TOKENS);
                if (second) {
                    race.start(hedge.second());
                }
            }
            return race.attempts();
        } catch (InterruptedException interrupted) {
            race.end();
            race.attempts(); // when these are there, nothing runs on
            throw interrupted;
        } finally {
            wanted.forget(end);
        }
    }

    /// Whoever has content first wins, and the other is not wanted any more.
    private final class Race {

        private final Task task;
        private final Delivery delivery;
        private final List<Side> sides = new ArrayList<>();
        private Optional<Side> winner = Optional.empty();
        private boolean over;

        Race(Task task, Delivery delivery) {
            this.task = task;
            this.delivery = delivery;
        }

        synchronized boolean open() {
            return winner.isEmpty();
        }

        synchronized Side start(Option.Single option) {
            var side = new Side(this, option);
            sides.add(side);
            if (over || winner.isPresent()) {
                side.wanted.end();
            }
            Thread.ofVirtual().name("fogline-hedge").start(side.running);
            return side;
        }

        synchronized boolean wins(Side side) {
            if (winner.isPresent()) {
                return false;
            }
            winner = Optional.of(side);
            sides.stream().filter(other -> other != side).forEach(other -> other.wanted.end());
            return true;
        }

        synchronized void end() {
            over = true;
            sides.forEach(side -> side.wanted.end());
        }

        /// Waits for all of them.
        List<Attempt> attempts() throws InterruptedException {
            var ended = new ArrayList<Attempt>();
            for (Side side : started()) {
                ended.add(side.attempt());
            }
            int winning = won();
            if (winning >= 0) {
                ended.add(ended.remove(winning));
            }
            return ended;
        }

        private synchronized List<Side> started() {
            return List.copyOf(sides);
        }

        private synchronized int won() {
            return winner.map(sides::indexOf).orElse(-1);
        }
    }

    /// One option on its thread.
    private final class Side {

        private final Wanted wanted = new Wanted();
        private final FutureTask<Attempt> running;

        Side(Race race, Option.Single option) {
            var asking =
                    new Asking(
                            race.task,
                            race.task.request(),
                            option,
                            race.delivery,
                            wanted,
                            () -> race.wins(this));
            running = new FutureTask<>(() -> attempts.attempt(asking));
        }

        Attempt attempt() throws InterruptedException {
            try {
                return running.get();
            } catch (ExecutionException bug) {
                throw new IllegalStateException("an attempt threw", bug.getCause());
            }
        }

        Attempt attempt(long nanos) throws InterruptedException, TimeoutException {
            try {
                return running.get(nanos, TimeUnit.NANOSECONDS);
            } catch (ExecutionException bug) {
                throw new IllegalStateException("an attempt threw", bug.getCause());
            }
        }
    }
}
