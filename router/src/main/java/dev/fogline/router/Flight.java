package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One generation on its way to several requests: between whoever generates, who sees one client,
/// and the requests, of which none is more than another.
///
/// Each reads at its own pace and may come late, since the pieces are held. Where they take more
/// than the limit, nobody may join any more, what all have read is forgotten, and the generation
/// waits for readers; unless one of them waits for it, for then the slowest are cut off. When the
/// last one leaves the generation ends.
///
/// **Exactly one** request carries the attempts: the eldest that listens when the generation ends,
/// or the last one that left.
///
/// Guarded by `this`. Neither a client is written to nor a generation stopped under the lock.
final class Flight implements ClientSink {

    private final Ticker ticker;
    private final long limitBytes;
    private final ChunkWindow window = new ChunkWindow();
    private final List<Listener> listening = new ArrayList<>();
    private volatile long latestNanos;
    private Runnable stop = () -> {};
    private boolean abandoned;

    /// Who gave the pieces, from each one's first number on.
    private final NavigableMap<Long, Option.Single> origins = new TreeMap<>();

    private Optional<Landing> landing = Optional.empty();
    private @Nullable Listener carrier;

    /// What has become of it.
    sealed interface Landing {}

    /// It has ended as a request would have that was alone.
    record Landed(Outcome outcome) implements Landing {}

    /// A bug ended it.
    record Crashed(Throwable bug) implements Landing {}

    /// @param limitBytes that pieces may take while they are held, ≥ 0
    /// @param first who wants it
    Flight(Listener first, long limitBytes, Ticker ticker) {
        this.limitBytes = limitBytes;
        this.ticker = ticker;
        this.latestNanos = first.deadlineNanos();
        listening.add(first);
    }

    /// When the last of all that ever wanted it would have to have it.
    long deadlineNanos() {
        return latestNanos;
    }

    /// @return whether the answer is still there from its beginning, and still to come
    synchronized boolean join(Listener listener) {
        if (abandoned || landing.isPresent() || window.first() > 0) {
            return false;
        }
        listening.add(listener);
        if (listener.deadlineNanos() - latestNanos > 0) {
            latestNanos = listener.deadlineNanos();
        }
        return true;
    }

    /// Nothing more goes to this one; if it was the last, the generation ends. Returns at once.
    void leave(Listener listener) {
        Optional<Runnable> ending = left(listener);
        ending.ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> left(Listener listener) {
        if (!listening.remove(listener)) {
            return Optional.empty();
        }
        listener.ends(Listener.State.LEFT);
        notifyAll();
        if (!listening.isEmpty() || landing.isPresent()) {
            return Optional.empty();
        }
        abandoned = true;
        carrier = listener;
        return Optional.of(stop);
    }

    // what the generation sees

    @Override
    public void whenGone(Runnable notice) {
        if (stops(notice)) {
            notice.run();
        }
    }

    private synchronized boolean stops(Runnable notice) {
        stop = notice;
        return abandoned;
    }

    @Override
    public synchronized void begin(Option.Single option) {
        origins.put(window.end(), option);
    }

    @Override
    public synchronized void goesOn(Option.Single option) {
        origins.put(window.end(), option);
    }

    @Override
    public synchronized void accept(Chunk chunk) {
        window.add(chunk);
        notifyAll();
        try {
            while (!abandoned && window.bytes() > limitBytes) {
                if (!makesRoom()) {
                    wait();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SinkClosedException(stopped);
        }
        if (abandoned) {
            throw new SinkClosedException(new IllegalStateException("all clients are gone"));
        }
    }

    /// @return whether there is more room than before
    private boolean makesRoom() {
        long first = window.first();
        Listener slowest = Collections.min(listening, Listener.BY_PROGRESS);
        Listener fastest = Collections.max(listening, Listener.BY_PROGRESS);
        window.forgetBefore(slowest.next());
        if (window.bytes() > limitBytes && fastest.next() == window.end()) {
            listening.remove(slowest);
            slowest.ends(Listener.State.CUT_OFF);
            notifyAll();
            return true;
        }
        return window.first() > first;
    }

    /// The generation is over; called once.
    synchronized void land(Landing how) {
        landing = Optional.of(how);
        if (carrier == null && !listening.isEmpty()) {
            carrier = listening.getFirst();
        }
        notifyAll();
    }

    /// All pieces; empty if some were forgotten.
    synchronized Optional<List<Chunk>> pieces() {
        return window.first() == 0 ? Optional.of(window.chunks()) : Optional.empty();
    }

    // what a request sees

    /// What comes next for a request.
    sealed interface Next {

        /// A piece.
        ///
        /// @param origin who gave it
        record Piece(Option.Single origin, Chunk chunk) implements Next {}

        /// There is nothing more.
        ///
        /// @param origin who answered; empty if nobody began to
        record Over(Optional<Option.Single> origin, Landing landing) implements Next {}

        /// It has left.
        record Left() implements Next {}

        /// Its own time is over; others have more.
        record Late() implements Next {}

        /// It was cut off.
        record CutOff() implements Next {}
    }

    /// Waits for what comes next.
    synchronized Next next(Listener listener) throws InterruptedException {
        while (true) {
            switch (listener.state()) {
                case LEFT -> {
                    return new Next.Left();
                }
                case CUT_OFF -> {
                    return new Next.CutOff();
                }
                case LISTENING -> {}
            }
            long leftNanos = listener.deadlineNanos() - ticker.nanos();
            boolean others = listener.deadlineNanos() != latestNanos;
            if (landing.isEmpty() && leftNanos <= 0 && others) {
                return new Next.Late();
            }
            if (listener.next() < window.end()) {
                Option.Single origin =
                        Objects.requireNonNull(origins.floorEntry(listener.next())).getValue();
                return new Next.Piece(origin, read(listener));
            }
            if (landing.isPresent()) {
                return new Next.Over(origins.values().stream().findFirst(), landing.get());
            }
            if (leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNanos, 1_000_000));
            } else {
                wait(); // its deadline is the generation's, which says itself that it has passed
            }
        }
    }

    private Chunk read(Listener listener) {
        Chunk chunk = window.at(listener.next());
        listener.read();
        if (window.bytes() > limitBytes) {
            notifyAll(); // the generation waits for that
        }
        return chunk;
    }

    /// Whether this one carries the attempts.
    synchronized boolean carries(Listener listener) {
        return listener == carrier;
    }

    /// Waits for the end.
    synchronized Landing landed() throws InterruptedException {
        while (landing.isEmpty()) {
            wait();
        }
        return landing.get();
    }
}
