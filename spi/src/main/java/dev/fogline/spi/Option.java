package dev.fogline.spi;

/// One step of a plan: whom to ask, and what was expected of it.
public sealed interface Option {

    /// Ask one candidate and take its answer.
    ///
    /// @param estimate what it would take, as the decision saw it
    record Single(Candidate candidate, Estimate estimate) implements Option {}
}
