package dev.fogline.spi;

import dev.fogline.spi.answer.TokenProbability;
import java.util.List;

/// Judges a draft of one request by the probabilities of its tokens.
///
/// Answers: *is this draft good enough to be given away, and if not, is it time to ask somebody
/// else?*
///
/// **Called** while the draft grows, after each piece of it, on the thread that generates it.
/// **Pure**: no clock, randomness, IO or logging. Budget: 20 µs a call.
public interface CascadeRule {

    /// @param tokens of the draft so far, in order, each with the most probable alternatives that
    ///   [#alternatives] asks for where the backend has so many
    /// @param stage whether there is more to come, and more room to wait for it
    /// @return never [Verdict#UNDECIDED] where the stage is not [Stage#GROWING]
    Verdict judge(List<TokenProbability> tokens, Stage stage);

    /// Probability that the answer will be good enough, as it looks after these tokens, in [0, 1];
    /// for records.
    double quality(List<TokenProbability> tokens, Stage stage);

    /// The quality below which a draft is handed over at its end, in [0, 1]; for records.
    double threshold();

    /// How probable it is that the rule will hand over, before there is a draft, in [0, 1].
    double handOver();

    /// How many of the most probable tokens it wants to see at each place, 0 to 20.
    int alternatives();

    /// Where a draft stands.
    enum Stage {
        /// More may come, and may be held back.
        GROWING,
        /// More may come, but no more is held back.
        FULL,
        /// It has ended.
        ENDED
    }

    /// What becomes of a draft.
    enum Verdict {
        /// Held back further.
        UNDECIDED,
        /// It is the answer, and the rest of it too.
        KEEP,
        /// Another candidate answers.
        HAND_OVER
    }
}
