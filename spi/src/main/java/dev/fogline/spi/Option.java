package dev.fogline.spi;

/// One step of a plan: whom to ask, and what was expected of it.
public sealed interface Option {

    /// Who is asked first, and what was expected of that.
    Single first();

    /// Ask one candidate and take its answer.
    ///
    /// @param estimate what it would take, as the decision saw it
    record Single(Candidate candidate, Estimate estimate) implements Option {

        @Override
        public Single first() {
            return this;
        }
    }

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

    /// Ask one candidate for a draft and hold it back; give it to the client as soon as the rule is
    /// sure of it, or give it up and ask another candidate.
    ///
    /// @param draft asked at once; its model reports token probabilities
    /// @param next asked if the rule hands over; another candidate
    /// @param rule judges the draft as it grows
    /// @param holdTokens held back at most, ≥ 1; then the rule has to decide
    /// @param estimate what both together would take, expected over whether the rule hands over
    record Cascade(Single draft, Single next, CascadeRule rule, int holdTokens, Estimate estimate)
            implements Option {
        public Cascade {
            if (draft.candidate().key().equals(next.candidate().key()) || holdTokens < 1) {
                throw new IllegalArgumentException(
                        "from "
                                + draft.candidate().key()
                                + " to "
                                + next.candidate().key()
                                + ", or holdTokens "
                                + holdTokens
                                + " below 1");
            }
        }

        @Override
        public Single first() {
            return draft;
        }
    }
}
