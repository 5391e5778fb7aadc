package dev.fogline.edge.online;

import java.util.OptionalInt;

/// One request of the load.
///
/// @param index its place in the plan, from 0
/// @param phase of the run
/// @param clients that ask at once while it is asked, itself among them, ≥ 1
/// @param target who is asked
/// @param prompt the user's text
/// @param maxTokens of the answer, ≥ 1
/// @param delivery how the answer comes
/// @param repeated which of the repeated requests it is; empty for one of its own
record Ask(
        int index,
        Phase phase,
        int clients,
        Target target,
        String prompt,
        int maxTokens,
        Delivery delivery,
        OptionalInt repeated) {

    /// The same text for the same answer, at a place in the plan.
    Ask at(int index, Phase phase, int clients, OptionalInt repeated) {
        return new Ask(index, phase, clients, target, prompt, maxTokens, delivery, repeated);
    }

    /// How an answer comes.
    enum Delivery {
        /// Token by token.
        STREAM,
        /// In one piece.
        WHOLE
    }

    /// Part of a run.
    enum Phase {
        /// Nothing is known yet.
        BEGINNING,
        /// What there is to learn has been learnt.
        STEADY,
        /// Something else takes the machine's speed.
        BURDENED
    }
}
