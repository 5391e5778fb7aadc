package dev.fogline.edge.beacon;

import dev.fogline.router.Outlook;
import dev.fogline.router.fair.QueueState;
import dev.fogline.spi.Ticker;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Looks at the models again and again, and has something new to announce when their load moved or
/// enough time went by.
///
/// There is one bulletin, the latest, and no queue: who reads slowly skips some and misses nothing.
/// **Threads**: one looks; any number wait for news.
public final class Announcer implements AutoCloseable {

    /// A bulletin holds for so many intervals: one may be lost on the way.
    private static final int INTERVALS_VALID = 3;

    private final BeaconSetup setup;
    private final Supplier<List<Outlook>> models;
    private final Supplier<Optional<QueueState>> queue;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread looking;
    private Bulletin latest;
    private boolean closed;

    private Announcer(
            BeaconSetup setup,
            Supplier<List<Outlook>> models,
            Supplier<Optional<QueueState>> queue,
            Ticker ticker,
            InstantSource wallClock) {
        this.setup = setup;
        this.models = models;
        this.queue = queue;
        this.ticker = ticker;
        this.wallClock = wallClock;
        this.places = new Semaphore(setup.subscribers());
        this.latest = bulletin(1, loads());
        this.looking = Thread.ofVirtual().name("fogline-beacon").unstarted(this::look);
    }

    /// Begins to look, unless nobody may subscribe.
    ///
    /// @param models asked again and again; answers at once
    /// @param queue at the node's door; answers at once
    public static Announcer start(
            BeaconSetup setup,
            Supplier<List<Outlook>> models,
            Supplier<Optional<QueueState>> queue,
            Ticker ticker,
            InstantSource wallClock) {
        var announcer = new Announcer(setup, models, queue, ticker, wallClock);
        if (announcer.open()) {
            announcer.looking.start();
        }
        return announcer;
    }

    /// Whether there is a beacon at all.
    public boolean open() {
        return setup.subscribers() > 0;
    }

    /// Takes one of the places; whoever has it gives it back by [#unsubscribe].
    ///
    /// @return whether there was one
    public boolean subscribe() {
        return places.tryAcquire();
    }

    /// Gives a place back.
    public void unsubscribe() {
        places.release();
    }

    /// How many listen now.
    public int subscribers() {
        return setup.subscribers() - places.availablePermits();
    }

    /// The latest bulletin.
    public Bulletin latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a bulletin after one; empty if there will be none any more.
    ///
    /// @param sequence that was read last, 0 for none
    public Optional<Bulletin> after(long sequence) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && latest.sequence() <= sequence) {
                news.await(setup.interval().toNanos(), TimeUnit.NANOSECONDS);
            }
            return closed ? Optional.empty() : Optional.of(latest);
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits for news any longer.
    @Override
    public void close() {
        looking.interrupt();
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(setup.leastInterval());
                look(loads());
            }
        } catch (InterruptedException stopped) {
            // the node is closed
        }
    }

    private void look(List<ModelLoad> now) {
        lock.lock();
        try {
            long ageNanos = ticker.nanos() - latest.observedAtNanos();
            if (ageNanos >= setup.interval().toNanos() || latest.outdatedBy(now, setup.change())) {
                latest = bulletin(latest.sequence() + 1, now);
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<ModelLoad> loads() {
        List<ModelLoad> loads = ModelLoad.of(models.get());
        return queue.get()
                .map(state -> loads.stream().map(load -> load.behind(state)).toList())
                .orElse(loads);
    }

    private Bulletin bulletin(long sequence, List<ModelLoad> now) {
        return new Bulletin(
                sequence,
                ticker.nanos(),
                wallClock.instant(),
                setup.interval().multipliedBy(INTERVALS_VALID),
                now);
    }
}
