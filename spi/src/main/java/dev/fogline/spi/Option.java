package dev.fogline.spi;

/// One step of a plan: whom to ask, and what was expected of it.
public sealed interface Option {

    /// Ask one candidate and take its answer.
    ///
    /// @param estimate what it would take, as the decision saw it
    record Single(Candidate candidate, Estimate estimate) implements Option {}

    /// Ask one candidate, and another beside it if the first is silent for a while; take the answer
    /// of whoever has content first, and end the other.
    ///
    /// @param first asked at once
    /// @param second asked later, of another backend
    /// @param afterMillis without content from the first, positive
    record Hedged(Single first, Single second, double afterMillis) implements Option {
        public Hedged {
            if (first.candidate().backend().equals(second.candidate().backend())
                    || !(afterMillis > 0)) {
                throw new IllegalArgumentException(
                        "both of "
                                + first.candidate().backend()
                                + ", or afterMillis "
                                + afterMillis
                                + " not positive");
            }
        }
    }
}
