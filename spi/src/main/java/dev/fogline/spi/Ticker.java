package dev.fogline.spi;

/// The one monotonic clock of a node; whoever needs the time is given one.
@FunctionalInterface
public interface Ticker {

    /// Nanoseconds from an arbitrary origin; only differences mean something.
    long nanos();

    /// The clock of this machine.
    static Ticker system() {
        return System::nanoTime;
    }
}
