package dev.fogline.router.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;

/// Where the lines of one UTC day go. Used by one thread.
interface DayFile extends AutoCloseable {

    /// Puts lines at the end.
    void append(ByteBuffer lines) throws IOException;

    /// Returns when what was appended would survive the loss of power.
    void force() throws IOException;

    /// Takes back the last append, of which nobody knows how much has reached the disk: now, or
    /// where that fails before anything else is appended.
    void takeBack() throws IOException;

    @Override
    void close() throws IOException;

    /// Opens files.
    @FunctionalInterface
    interface Opener {
        DayFile open(LocalDate day) throws IOException;
    }
}
