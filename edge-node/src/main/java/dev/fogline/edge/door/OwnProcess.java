package dev.fogline.edge.door;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.concurrent.TimeUnit;

/// A process that ends with this one.
public final class OwnProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 5;

    private final Process process;
    private final Thread endsWithUs;

    /// @param process that was just started
    public OwnProcess(Process process) {
        this.process = process;
        this.endsWithUs = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    /// Reads on what it says, and forgets it: a full pipe would block the process.
    ///
    /// @param said of the process, from where the caller has read it to
    public static void drain(Reader said) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (said) {
                                said.transferTo(Writer.nullWriter());
                            } catch (IOException closed) {
                                // the process has ended
                            }
                        });
    }

    /// Asks it to end, and ends it after a while.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException shuttingDown) {
            // the hook is running already
        }
    }
}
