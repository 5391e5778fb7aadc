package dev.fogline.spi;

import dev.fogline.spi.answer.Fault;
import java.util.List;

/// What became of a request.
public sealed interface Outcome {

    /// Every option that was tried, in order; failed ones come first.
    List<Attempt> attempts();

    /// The client has the whole answer.
    ///
    /// @param served the last of the attempts
    record Completed(Attempt.Served served, List<Attempt> attempts) implements Outcome {
        public Completed {
            attempts = List.copyOf(attempts);
        }
    }

    /// The client has an error.
    ///
    /// @param fault what the client was told
    record Failed(Fault fault, List<Attempt> attempts) implements Outcome {
        public Failed {
            attempts = List.copyOf(attempts);
        }
    }

    /// The client has gone.
    record Cancelled(List<Attempt> attempts) implements Outcome {
        public Cancelled {
            attempts = List.copyOf(attempts);
        }
    }
}
