package dev.fogline.edge.learn;

import dev.fogline.edge.door.CommandException;

/// Says how good an answer is.
@FunctionalInterface
interface Judge {

    /// @param model that gave it
    /// @return in [0, 1]: 1 good, 0 bad
    /// @throws CommandException if it cannot tell
    double grade(LearnPrompt prompt, String model, String reply) throws InterruptedException;

    /// Good is what, without blanks at its ends, is one of the answers that the file accepts.
    static Judge exact() {
        return (prompt, model, reply) -> prompt.accepted().contains(reply.strip()) ? 1 : 0;
    }
}
