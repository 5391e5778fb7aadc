package dev.fogline.edge.door;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How much the server says in the log.
public final class Logs {

    /// Says of a taken port what the node says better, with a stack trace.
    private static final Logger START = Logger.getLogger("io.helidon.webserver.LoomServer");

    /// Greets, and names every socket it opens.
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("io.helidon"), Logger.getLogger("io.helidon.webserver"));

    private Logs() {}

    /// Warnings only. The loggers are held here, since the log manager forgets those that nobody
    /// holds.
    public static void quieten() {
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
        START.setLevel(Level.OFF);
    }
}
