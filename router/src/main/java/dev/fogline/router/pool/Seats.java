package dev.fogline.router.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests that we have at one member, from the moment it was chosen: until one is sent, a
/// line is written and a connection found, and who chooses meanwhile must know of it.
///
/// Safe for any number of threads.
final class Seats {

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger unreadTokens = new AtomicInteger();
    private final Map<String, Seat> booked = new ConcurrentHashMap<>();

    /// One request's.
    final class Seat {

        private final int promptTokens;
        private final AtomicBoolean read = new AtomicBoolean();

        private Seat(int promptTokens) {
            this.promptTokens = promptTokens;
            taken.incrementAndGet();
            unreadTokens.addAndGet(promptTokens);
        }

        /// Its first token has come.
        void read() {
            if (read.compareAndSet(false, true)) {
                unreadTokens.addAndGet(-promptTokens);
            }
        }

        /// It has ended; once.
        void leave() {
            read();
            taken.decrementAndGet();
        }
    }

    /// Keeps a seat for a request that will come.
    void book(String request, int promptTokens) {
        booked.computeIfAbsent(request, it -> new Seat(promptTokens));
    }

    /// A request that was booked does not come, or has come: nothing is kept for it any more.
    void giveUp(String request) {
        Seat seat = booked.remove(request);
        if (seat != null) {
            seat.leave();
        }
    }

    /// The seat of a request that is sent now: the one that is kept for it, else a new one.
    Seat take(String request, int promptTokens) {
        Seat kept = booked.remove(request);
        return kept == null ? new Seat(promptTokens) : kept;
    }

    /// Requests that are booked and not sent yet, ≥ 0.
    int booked() {
        return booked.size();
    }

    /// Prompt tokens of those, ≥ 0.
    int bookedTokens() {
        return booked.values().stream().mapToInt(seat -> seat.promptTokens).sum();
    }

    /// Requests, sent or booked, ≥ 0.
    int taken() {
        return taken.get();
    }

    /// Prompt tokens of those without a first token, ≥ 0.
    int unreadTokens() {
        return Math.max(0, unreadTokens.get());
    }
}
