package dev.fogline.spi.answer;

/// Where a backend puts the pieces of an answer.
///
/// **Called** by the backend on the thread that called it, one piece at a time, in order.
@FunctionalInterface
public interface TokenSink {

    /// Takes the next piece; returns when the backend may go on.
    ///
    /// @throws SinkClosedException if nobody wants the rest: the backend lets it pass and stops
    ///   generating at once
    void accept(Chunk chunk);

    /// The client is gone.
    final class SinkClosedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        /// @param cause how it was noticed
        public SinkClosedException(Throwable cause) {
            super("the client is gone", cause);
        }
    }
}
