package dev.fogline.router.ledger;

import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A line on its way to the disk, and its caller's wait for it.
final class QueuedLine {

    private final LocalDate day;
    private final byte[] bytes;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Exception failure;

    QueuedLine(LocalDate day, byte[] bytes) {
        this.day = day;
        this.bytes = bytes;
    }

    LocalDate day() {
        return day;
    }

    byte[] bytes() {
        return bytes;
    }

    void written() {
        ended.countDown();
    }

    void failed(Exception cause) {
        failure = cause;
        ended.countDown();
    }

    /// Returns when the line is written; an interrupt is kept for later.
    ///
    /// @throws LedgerException if it could not be
    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Exception cause = failure;
        if (cause != null) {
            throw new LedgerException("the ledger cannot be written: " + cause.getMessage(), cause);
        }
    }
}
