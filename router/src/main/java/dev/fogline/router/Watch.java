package dev.fogline.router;

import dev.fogline.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Watches the clock over one attempt, and interrupts its thread when a time limit has passed or
/// nobody wants the answer any more.
///
/// Three limits: the first content, the gap between pieces of content, and the request's deadline.
/// While the client is being written to, none runs: a slow reader is not the backend's fault.
/// Nothing is scheduled per piece; the timer looks again when the limit it was set for has moved.
///
/// Guarded by `this`; the interrupt and the end exclude each other, so no interrupt reaches
/// whatever the thread does next.
final class Watch implements AutoCloseable {

    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final Thread thread;
    private final Conduct conduct;
    private final LongSupplier deadlineNanos;
    private final Wanted wanted;
    private final Runnable stop = this::stop;
    private long lastNanos;
    private boolean begun;
    private boolean held;
    private boolean closed;
    private boolean stopped;
    private @Nullable String expired;
    private @Nullable Future<?> next;

    private Watch(
            ScheduledExecutorService timer,
            Ticker ticker,
            Thread thread,
            Conduct conduct,
            LongSupplier deadlineNanos,
            Wanted wanted) {
        this.timer = timer;
        this.ticker = ticker;
        this.thread = thread;
        this.conduct = conduct;
        this.deadlineNanos = deadlineNanos;
        this.wanted = wanted;
        this.lastNanos = ticker.nanos();
    }

    /// What watches run on. One that is over leaves nothing behind in it.
    ///
    /// Once a second it does nothing: a limit that is set behind that does not come first, so its
    /// thread sleeps on.
    ///
    /// @param name of its thread
    static ScheduledExecutorService timer(String name) {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name(name).daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
        return timer;
    }

    /// Begins to watch the calling thread.
    ///
    /// @param deadlineNanos on the ticker's clock; may move later; asked under the watch's lock
    /// @param wanted whether the answer is
    static Watch over(
            ScheduledExecutorService timer,
            Ticker ticker,
            Conduct conduct,
            LongSupplier deadlineNanos,
            Wanted wanted) {
        var watch =
                new Watch(timer, ticker, Thread.currentThread(), conduct, deadlineNanos, wanted);
        watch.look();
        wanted.otherwise(watch.stop);
        return watch;
    }

    /// Content has come and goes to the client.
    synchronized void hold() {
        begun = true;
        held = true;
    }

    /// The client has it.
    synchronized void release() {
        held = false;
        lastNanos = ticker.nanos();
    }

    /// Which limit has passed, if one has.
    synchronized Optional<String> expired() {
        return Optional.ofNullable(expired);
    }

    /// Whether the thread was interrupted because nobody wants the answer any more.
    synchronized boolean stopped() {
        return stopped;
    }

    /// Ends the watch and takes back an interrupt of its own.
    @Override
    public void close() {
        wanted.forget(stop);
        end();
    }

    private synchronized void end() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
        if (expired != null || stopped) {
            Thread.interrupted(); // taken back; whoever interrupted from outside was heard before
        }
    }

    private synchronized void stop() {
        if (!closed) {
            stopped = true;
            thread.interrupt();
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        long now = ticker.nanos();
        long dueNanos =
                held
                        ? now + conduct.stall().toNanos()
                        : Math.min(deadlineNanos.getAsLong(), lastNanos + limitNanos());
        if (dueNanos - now > 0) {
            // content may come while it waits for the first one, and then the stall limit holds
            long waitNanos = Math.min(dueNanos - now, conduct.stall().toNanos());
            next = timer.schedule(this::look, waitNanos, TimeUnit.NANOSECONDS);
            return;
        }
        expired = reason(now);
        thread.interrupt();
    }

    private long limitNanos() {
        return (begun ? conduct.stall() : conduct.firstToken()).toNanos();
    }

    private String reason(long now) {
        if (now - deadlineNanos.getAsLong() >= 0) {
            return "the request's deadline has passed";
        }
        Duration limit = begun ? conduct.stall() : conduct.firstToken();
        return (begun ? "nothing came for " : "no first token within ") + limit.toMillis() + " ms";
    }
}
