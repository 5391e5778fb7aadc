package dev.fogline.backend.llamacpp.residency;

import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The models of one backend that share its memory, and the housekeeper that looks after them.
/// Thread-safe.
public final class Residency implements AutoCloseable {

    /// Hanging is noticed, and crashed models are loaded again, with this delay at most.
    private static final long ROUND_MILLIS = 250;

    private static final double BYTES_PER_MIB = 1 << 20;

    private final Keeping keeping;
    private final Ticker ticker;
    private final Consumer<String> log;
    private final Map<String, Resident> residents = new ConcurrentHashMap<>();
    private final ReentrantLock room = new ReentrantLock();
    private final Thread housekeeper;

    /// @param log told one line about each crash
    public Residency(Keeping keeping, Ticker ticker, Consumer<String> log) {
        this.keeping = keeping;
        this.ticker = ticker;
        this.log = log;
        this.housekeeper = Thread.ofPlatform().name("llama-housekeeper").daemon().start(this::keep);
    }

    /// Adds a model, cold.
    ///
    /// @param name unlike all others
    /// @param bytes of memory it will take, as estimated
    public Resident add(String name, EngineOptions options, long bytes) {
        var resident = new Resident(name, options, bytes, this, ticker);
        residents.put(name, resident);
        return resident;
    }

    /// Ends a model's worker and forgets it.
    public void remove(String name, String why) {
        Optional.ofNullable(residents.remove(name))
                .ifPresent(gone -> gone.close(Fault.of(FaultKind.UNAVAILABLE, why)));
    }

    /// Ends all workers.
    @Override
    public void close() {
        housekeeper.interrupt();
        List.copyOf(residents.keySet()).forEach(name -> remove(name, "the local engine is closed"));
    }

    /// Takes models out of memory until this one fits; while another one does the same, it waits.
    ///
    /// @throws BackendException if the others are busy, or it alone is too large
    void makeRoom(Resident wanting) throws BackendException, InterruptedException {
        if (wanting.bytes() > keeping.budgetBytes()) {
            throw BackendException.of(
                    FaultKind.UNAVAILABLE,
                    "the model takes about "
                            + mib(wanting.bytes())
                            + " MiB, memory-mib allows "
                            + mib(keeping.budgetBytes()));
        }
        room.lockInterruptibly();
        try {
            List<Eviction.Held> others =
                    residents.values().stream()
                            .filter(resident -> resident != wanting)
                            .flatMap(resident -> resident.held().stream())
                            .toList();
            List<String> going =
                    Eviction.plan(others, wanting.bytes(), keeping.budgetBytes())
                            .orElseThrow(Residency::allBusy);
            for (String name : going) {
                Optional.ofNullable(residents.get(name)).ifPresent(Resident::evict);
            }
        } finally {
            room.unlock();
        }
    }

    Watchdog watchdog() {
        return keeping.watchdog();
    }

    void tell(String line) {
        log.accept(line);
    }

    private void keep() {
        try {
            while (!Thread.interrupted()) {
                residents.values().forEach(resident -> resident.tend(keeping));
                Thread.sleep(ROUND_MILLIS);
            }
        } catch (InterruptedException closed) {
            // no more to keep
        }
    }

    private static BackendException allBusy() {
        return BackendException.of(
                FaultKind.OVERLOADED, "the memory for models is taken by others that are busy");
    }

    private static long mib(long bytes) {
        return Math.round(bytes / BYTES_PER_MIB);
    }
}
