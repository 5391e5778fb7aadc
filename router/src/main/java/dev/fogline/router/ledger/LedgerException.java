package dev.fogline.router.ledger;

/// The ledger cannot be opened, or a line cannot be written.
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
