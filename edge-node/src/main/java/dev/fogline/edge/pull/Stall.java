package dev.fogline.edge.pull;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Closes a body that has been silent for too long, so that whoever waits for it goes on.
final class Stall implements AutoCloseable {

    private final InputStream body;
    private final Duration patience;
    private final Thread watching;
    private volatile boolean moved = true;
    private volatile boolean stalled;

    Stall(InputStream body, Duration patience) {
        this.body = body;
        this.patience = patience;
        this.watching = Thread.ofVirtual().name("stall").start(this::watch);
    }

    /// Something came.
    void alive() {
        moved = true;
    }

    /// @throws IOException if the body was closed for its silence
    void check() throws IOException {
        if (stalled) {
            throw new IOException("silent for " + patience.toSeconds() + " s");
        }
    }

    private void watch() {
        try {
            while (moved) {
                moved = false;
                Thread.sleep(patience);
            }
            stalled = true;
            body.close();
        } catch (InterruptedException done) {
            // nothing is waited for any more
        } catch (IOException closing) {
            // whoever reads finds out by itself
        }
    }

    @Override
    public void close() {
        watching.interrupt();
    }
}
