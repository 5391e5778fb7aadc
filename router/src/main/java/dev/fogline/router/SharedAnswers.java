package dev.fogline.router;

import dev.fogline.spi.Decision;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.FinishReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Answers that more than one request gets: those that are kept are given again, and a request
/// joins an equal one that is being answered. Thread-safe.
///
/// An equal request always finds one or the other: an answer is kept before its flight leaves the
/// map, and who finds no flight looks once more at what is kept.
final class SharedAnswers {

    /// What a flight may hold at least, however little is kept: some ten thousand pieces.
    private static final long LEAST_HELD_BYTES = 1 << 20;

    private final AnswerCache cache;
    private final Performer performer;
    private final Ticker ticker;
    private final Consumer<CacheStatus> counter;
    private final Map<CacheKey, Flight> inFlight = new ConcurrentHashMap<>();

    /// @param counter told once of each request that may share answers and is not refused
    SharedAnswers(
            AnswerCache cache, Performer performer, Ticker ticker, Consumer<CacheStatus> counter) {
        this.cache = cache;
        this.performer = performer;
        this.ticker = ticker;
        this.counter = counter;
    }

    /// What a request may share with others. Its key is that of the request as its policy treats
    /// it: one that a detector found to be private has none.
    Sharing of(Taken taken, Call.Reuse reuse) {
        if (!cache.keeps() || reuse == Call.Reuse.NEVER) {
            return new Sharing.Nothing(performer);
        }
        return taken.policy()
                .flatMap(policy -> CacheKey.of(taken.request(), policy))
                .<Sharing>map(key -> new Sharing.Answers(this, key, reuse, kept(key, reuse)))
                .orElseGet(() -> new Sharing.Nothing(performer));
    }

    /// Gives a kept answer again.
    Outcome replay(Task task, KeptAnswer kept) {
        tell(task, new CacheStatus.Hit(kept.age(ticker.nanos())));
        return kept.giveTo(task.client());
    }

    /// Gets an answer by asking, or together with an equal request that asks.
    ///
    /// @throws InterruptedException if the request's thread was interrupted from outside; nothing
    ///   runs on that nobody else wants
    Outcome perform(CacheKey key, Task task, Decision.Route route, Call.Reuse reuse)
            throws InterruptedException {
        var listener = new Listener(task.deadlineNanos().getAsLong());
        var own = new Flight(listener, Math.max(LEAST_HELD_BYTES, cache.largestBytes()), ticker);
        Flight flight = board(key, own, listener, reuse);
        if (flight == own) {
            Optional<KeptAnswer> kept = kept(key, reuse);
            tell(task, status(kept));
            Runnable flying = () -> fly(key, own, task, route, kept);
            Thread.ofVirtual().name("fogline-flight").start(flying);
        } else {
            tell(task, new CacheStatus.Joined());
        }
        return new Reception(flight, listener, task.client()).outcome();
    }

    /// @return the flight that the listener is on
    private Flight board(CacheKey key, Flight own, Listener listener, Call.Reuse reuse) {
        if (reuse == Call.Reuse.RENEWED) {
            inFlight.putIfAbsent(key, own); // others may join it
            return own;
        }
        return inFlight.compute(
                key, (same, running) -> running != null && running.join(listener) ? running : own);
    }

    private Optional<KeptAnswer> kept(CacheKey key, Call.Reuse reuse) {
        return reuse == Call.Reuse.ALLOWED ? cache.find(key) : Optional.empty();
    }

    private void fly(
            CacheKey key,
            Flight flight,
            Task task,
            Decision.Route route,
            Optional<KeptAnswer> kept) {
        Flight.Landing landing;
        try {
            landing =
                    new Flight.Landed(
                            kept.isPresent()
                                    ? kept.get().giveTo(flight)
                                    : performer.perform(task.of(flight), route));
        } catch (InterruptedException | RuntimeException | Error bug) {
            landing = new Flight.Crashed(bug);
        }
        keep(key, flight, landing);
        flight.land(landing);
        inFlight.remove(key, flight);
    }

    /// Only whole answers of one model are kept: one of several does not come the same way again.
    /// One that reached its token bound would reach it again, as the bound is part of the key.
    private void keep(CacheKey key, Flight flight, Flight.Landing landing) {
        if (landing instanceof Flight.Landed(Outcome.Completed completed)
                && !completed.resumed()
                && isWhole(completed.answer().finish())) {
            flight.pieces()
                    .map(
                            pieces ->
                                    new KeptAnswer(
                                            completed.served().option(),
                                            pieces,
                                            completed.answer(),
                                            ticker.nanos()))
                    .ifPresent(answer -> cache.keep(key, answer));
        }
    }

    private static boolean isWhole(FinishReason finish) {
        return switch (finish) {
            case STOP, TOOL_CALLS, LENGTH -> true;
            case CONTENT_FILTER -> false;
        };
    }

    private CacheStatus status(Optional<KeptAnswer> kept) {
        return kept.<CacheStatus>map(answer -> new CacheStatus.Hit(answer.age(ticker.nanos())))
                .orElseGet(CacheStatus.Miss::new);
    }

    private void tell(Task task, CacheStatus status) {
        counter.accept(status);
        task.client().cached(status);
    }
}
