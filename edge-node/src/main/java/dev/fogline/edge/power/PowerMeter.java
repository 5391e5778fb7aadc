package dev.fogline.edge.power;

import dev.fogline.cost.IdleAndBusy;
import dev.fogline.spi.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Learns what models draw on this device: looks every second at the machine's draw and at how many
/// requests run. Where the machine does not say what it draws, there is nothing to do.
public final class PowerMeter implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PowerSource source;
    private final Ticker ticker;
    private final IntSupplier running;
    private final Consumer<OptionalDouble> told;
    private final Optional<Thread> thread;
    private IdleAndBusy known = IdleAndBusy.UNKNOWN;
    private int runningBefore;

    private PowerMeter(
            PowerSource source,
            Ticker ticker,
            IntSupplier running,
            Consumer<OptionalDouble> told,
            boolean follows) {
        this.source = source;
        this.ticker = ticker;
        this.running = running;
        this.told = told;
        this.thread =
                follows
                        ? Optional.of(Thread.ofVirtual().name("fogline-power").unstarted(this::run))
                        : Optional.empty();
    }

    /// Looks until it is closed.
    ///
    /// @param sys the kernel's tree of devices, `/sys`
    /// @param running how many requests run on this device now
    /// @param told what was learnt, each time it may have changed
    public static PowerMeter follow(
            Path sys, Ticker ticker, IntSupplier running, Consumer<OptionalDouble> told) {
        Optional<PowerSource> source = PowerSource.find(sys);
        var meter =
                new PowerMeter(
                        source.orElse(nowNanos -> OptionalDouble.empty()),
                        ticker,
                        running,
                        told,
                        source.isPresent());
        meter.thread.ifPresent(Thread::start);
        return meter;
    }

    /// One that looks when it is told to.
    static PowerMeter over(
            PowerSource source, Ticker ticker, IntSupplier running, Consumer<OptionalDouble> told) {
        return new PowerMeter(source, ticker, running, told, false);
    }

    /// An interval counts if it was idle at both ends or busy at both.
    void look() {
        int runningNow = running.getAsInt();
        OptionalDouble watts = source.watts(ticker.nanos());
        if (watts.isPresent() && runningNow == 0 && runningBefore == 0) {
            known = known.idle(watts.getAsDouble());
        } else if (watts.isPresent() && runningNow > 0 && runningBefore > 0) {
            known = known.busy(watts.getAsDouble());
        }
        runningBefore = runningNow;
        told.accept(known.busyWatts());
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }
}
