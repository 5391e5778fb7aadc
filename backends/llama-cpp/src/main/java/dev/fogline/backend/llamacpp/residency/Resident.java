package dev.fogline.backend.llamacpp.residency;

import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.residency.Residence.Cold;
import dev.fogline.backend.llamacpp.residency.Residence.Loaded;
import dev.fogline.backend.llamacpp.residency.Residence.Loading;
import dev.fogline.backend.llamacpp.residency.Residence.Refused;
import dev.fogline.backend.llamacpp.residency.Residence.Resting;
import dev.fogline.backend.llamacpp.worker.WorkerException;
import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One model that may be in memory or not. Thread-safe.
public final class Resident {

    private static final Duration NO_ROOM_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final EngineOptions options;
    private final long bytes;
    private final Residency residency;
    private final Ticker ticker;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Residence residence = new Cold();
    private Restarts restarts = Restarts.NONE;
    private int leases;
    private long usedAtNanos;

    Resident(String name, EngineOptions options, long bytes, Residency residency, Ticker ticker) {
        this.name = name;
        this.options = options;
        this.bytes = bytes;
        this.residency = residency;
        this.ticker = ticker;
        this.usedAtNanos = ticker.nanos();
    }

    /// Gives the loaded model, loading it first if need be; it stays loaded until [#release].
    ///
    /// @throws BackendException if it cannot be loaded now, with the reason
    public WorkerProcess lease() throws BackendException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                switch (residence) {
                    case Loaded(WorkerProcess worker, long since) -> {
                        leases++;
                        return worker;
                    }
                    case Cold cold -> load();
                    case Loading loading -> moved.await();
                    case Resting resting when ticker.nanos() - resting.untilNanos() >= 0 -> load();
                    case Resting resting -> throw new BackendException(withPause(resting));
                    case Refused(Fault why) -> throw new BackendException(why);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Gives a lease back.
    public void release() {
        lock.lock();
        try {
            leases--;
            usedAtNanos = ticker.nanos();
        } finally {
            lock.unlock();
        }
    }

    /// The worker, if the model is in memory now.
    public Optional<WorkerProcess> loaded() {
        lock.lock();
        try {
            return residence instanceof Loaded(WorkerProcess worker, long since)
                    ? Optional.of(worker)
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// As the router wants to know it; answers at once.
    public NodeState state() {
        long now = ticker.nanos();
        lock.lock();
        try {
            return switch (residence) {
                case Loaded(WorkerProcess worker, long since) -> ready(worker, now);
                case Cold cold -> cold(now);
                case Loading loading -> cold(now);
                case Resting resting ->
                        now - resting.untilNanos() >= 0 ? cold(now) : NodeState.down(now);
                case Refused refused -> NodeState.down(now);
            };
        } finally {
            lock.unlock();
        }
    }

    /// What a housekeeper does now and then: has a hanging worker end, loads again what crashed,
    /// takes out of memory what nobody asked for long.
    void tend(Keeping keeping) {
        long now = ticker.nanos();
        lock.lock();
        try {
            switch (residence) {
                case Loaded(WorkerProcess worker, long since) -> {
                    worker.complaint(keeping.watchdog()).ifPresent(worker::kill);
                    if (leases == 0 && keeping.tooLong(now - usedAtNanos)) {
                        unload(worker);
                    }
                }
                case Resting resting when resting.crashed() && now - resting.untilNanos() >= 0 ->
                        load();
                case Resting resting -> {}
                case Cold cold -> {}
                case Loading loading -> {}
                case Refused refused -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return whether it takes memory, or is about to
    Optional<Eviction.Held> held() {
        lock.lock();
        try {
            return switch (residence) {
                case Loaded loaded ->
                        Optional.of(new Eviction.Held(name, bytes, usedAtNanos, leases > 0));
                case Loading loading ->
                        Optional.of(new Eviction.Held(name, bytes, usedAtNanos, true));
                case Cold cold -> Optional.empty();
                case Resting resting -> Optional.empty();
                case Refused refused -> Optional.empty();
            };
        } finally {
            lock.unlock();
        }
    }

    /// Takes it out of memory, unless it was leased meanwhile.
    void evict() {
        Optional<WorkerProcess> going = Optional.empty();
        lock.lock();
        try {
            if (leases == 0 && residence instanceof Loaded(WorkerProcess worker, long since)) {
                unload(worker);
                going = Optional.of(worker);
            }
        } finally {
            lock.unlock();
        }
        going.ifPresent(WorkerProcess::close); // waits until the memory is free
    }

    /// Ends its worker for good.
    void close(Fault why) {
        Optional<WorkerProcess> going = loaded();
        lock.lock();
        try {
            become(new Refused(why));
        } finally {
            lock.unlock();
        }
        going.ifPresent(WorkerProcess::close);
    }

    String name() {
        return name;
    }

    long bytes() {
        return bytes;
    }

    private void load() {
        become(new Loading());
        Thread.ofVirtual().name("load " + name).start(this::loadNow);
    }

    /// Without the lock, for as long as it takes.
    private void loadNow() {
        try {
            residency.makeRoom(this);
            long started = ticker.nanos();
            WorkerProcess worker =
                    WorkerProcess.start(options, ticker, residency.watchdog(), this::workerEnded);
            arrived(worker, started);
        } catch (BackendException noRoom) {
            settle(new Resting(noRoom.fault(), ticker.nanos() + NO_ROOM_PAUSE.toNanos(), false));
        } catch (WorkerException failed) {
            settle(
                    failed.refused()
                            ? new Refused(Fault.of(FaultKind.UNAVAILABLE, failed.getMessage()))
                            : resting(failed.getMessage(), Duration.ZERO));
        } catch (InterruptedException e) {
            settle(new Cold());
        }
    }

    private void arrived(WorkerProcess worker, long startedNanos) {
        lock.lock();
        try {
            if (!(residence instanceof Loading)) {
                worker.kill("the local engine was stopped"); // closed meanwhile
                return;
            }
            usedAtNanos = ticker.nanos();
            become(new Loaded(worker, startedNanos));
        } finally {
            lock.unlock();
        }
        if (worker.ended().isPresent()) {
            workerEnded();
        }
    }

    /// By itself, or killed for hanging; one that was taken out of memory is no longer held here.
    private void workerEnded() {
        lock.lock();
        try {
            if (residence instanceof Loaded(WorkerProcess worker, long since)
                    && worker.ended().isPresent()) {
                Duration lived = Duration.ofNanos(ticker.nanos() - since);
                become(resting(worker.ended().get(), lived));
            }
        } finally {
            lock.unlock();
        }
    }

    private void settle(Residence next) {
        lock.lock();
        try {
            if (residence instanceof Loading) {
                become(next);
            }
        } finally {
            lock.unlock();
        }
    }

    private Resting resting(String why, Duration lived) {
        restarts = restarts.after(lived);
        String again = restarts.givenUp() ? ", " + restarts.inRow() + " times in a row" : "";
        residency.tell(name + ": the local engine ended" + again + ": " + why);
        return new Resting(
                Fault.of(FaultKind.UNAVAILABLE, "the local engine ended" + again + ": " + why),
                ticker.nanos() + restarts.pause().toNanos(),
                true);
    }

    private Fault withPause(Resting resting) {
        long nanos = Math.max(0, resting.untilNanos() - ticker.nanos());
        return new Fault(
                resting.why().kind(),
                resting.why().message(),
                Optional.of(Duration.ofNanos(nanos)));
    }

    private void unload(WorkerProcess worker) {
        become(new Cold());
        worker.kill("the model was taken out of memory");
    }

    private void become(Residence next) {
        residence = next;
        moved.signalAll();
    }

    private NodeState ready(WorkerProcess worker, long now) {
        int slots = worker.profile().slots();
        int underWay = worker.underWay();
        Load load = worker.load();
        return new NodeState(
                        Readiness.READY,
                        slots,
                        Math.min(slots, underWay),
                        Math.max(0, underWay - slots),
                        load.decodeTokensPerSecond(),
                        load.kvUse(),
                        0,
                        now)
                .reading(underWay == 0 ? 0 : load.unreadTokens());
    }

    private NodeState cold(long now) {
        return new NodeState(Readiness.COLD, options.slots(), 0, 0, 0, 0, 0, now);
    }
}
