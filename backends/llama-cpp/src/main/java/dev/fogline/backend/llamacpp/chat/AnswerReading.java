package dev.fogline.backend.llamacpp.chat;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What an answer is made of besides its text. Immutable.
public final class AnswerReading {

    /// Nothing: the answer is its text.
    public static final AnswerReading PLAIN =
            new AnswerReading(
                    Optional.empty(), Optional.empty(), false, Set.of(), TextParameters.NONE);

    final Optional<ToolDialect> dialect;
    final Optional<Thinking> thinking;
    final boolean beginsThinking;
    final Set<String> unseen;
    final TextParameters parameters;

    /// @param dialect in which tools may be called; empty if none are offered
    /// @param thinking of the model; empty if it does not
    /// @param beginsThinking whether the prompt ended within it
    /// @param unseen special tokens that nobody should see
    /// @param parameters of the tools on offer
    AnswerReading(
            Optional<ToolDialect> dialect,
            Optional<Thinking> thinking,
            boolean beginsThinking,
            Set<String> unseen,
            TextParameters parameters) {
        this.dialect = dialect;
        this.thinking = thinking;
        this.beginsThinking = beginsThinking;
        this.unseen = Set.copyOf(unseen);
        this.parameters = parameters;
    }

    /// For an answer of which more is to come than its thinking.
    AnswerReading withinText() {
        return new AnswerReading(Optional.empty(), Optional.empty(), false, unseen, parameters);
    }

    /// A parser for one answer.
    ///
    /// @param ids for calls to which the model gives none
    public AnswerParser parser(Supplier<String> ids) {
        return new AnswerParser(this, ids);
    }
}
