package dev.fogline.cloud.pool;

/// Nobody can tell who is in the pool; the message says why in one line.
final class SourceException extends Exception {

    private static final long serialVersionUID = 1;

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
