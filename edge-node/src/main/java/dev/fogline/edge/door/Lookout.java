package dev.fogline.edge.door;

import java.time.Duration;

/// Looks once a second, on a thread of its own, until it is closed.
final class Lookout implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Runnable look;
    private final Thread thread;

    private Lookout(String name, Runnable look) {
        this.look = look;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// One that looks.
    ///
    /// @param name of its thread
    /// @param look must not throw
    static Lookout everySecond(String name, Runnable look) {
        var lookout = new Lookout(name, look);
        lookout.thread.start();
        return lookout;
    }

    /// One that has nothing to look at.
    static Lookout nowhere() {
        return new Lookout("fogline-nowhere", () -> {});
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                look.run();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
