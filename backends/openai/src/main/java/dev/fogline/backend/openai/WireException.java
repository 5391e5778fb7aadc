package dev.fogline.backend.openai;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/// The connection failed; what that means depends on how far the exchange had come.
final class WireException extends Exception {

    private static final long serialVersionUID = 1;

    /// Deeper chains than this are cycles.
    private static final int MOST_CAUSES = 16;

    WireException(IOException cause) {
        super(cause);
    }

    /// Whether no connection came to stand at all.
    boolean unreachable() {
        return has(ConnectException.class)
                || has(UnknownHostException.class)
                || has(NoRouteToHostException.class)
                || has(SSLException.class);
    }

    /// The server has said nothing yet.
    BackendException beforeHeaders() {
        if (has(SSLException.class)) {
            return fault(FaultKind.UNAVAILABLE, "no trusted TLS connection to the server");
        }
        if (unreachable()) {
            return fault(FaultKind.UNAVAILABLE, "the server cannot be reached");
        }
        if (has(SocketTimeoutException.class)) {
            return fault(FaultKind.TIMEOUT, "the server did not answer in time");
        }
        return fault(FaultKind.UNAVAILABLE, "the server closed the connection without an answer");
    }

    /// The answer had begun.
    BackendException afterHeaders() {
        if (has(SocketTimeoutException.class)) {
            return fault(FaultKind.TIMEOUT, "the answer stalled");
        }
        return fault(FaultKind.BROKEN_STREAM, "the connection broke before the answer ended");
    }

    private boolean has(Class<? extends Throwable> type) {
        Throwable cause = this;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private BackendException fault(FaultKind kind, String message) {
        return new BackendException(Fault.of(kind, message), this);
    }
}
