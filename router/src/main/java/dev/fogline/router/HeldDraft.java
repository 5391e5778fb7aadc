package dev.fogline.router;

import dev.fogline.spi.CascadeRule;
import dev.fogline.spi.CascadeRule.Stage;
import dev.fogline.spi.CascadeRule.Verdict;
import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import java.util.ArrayList;
import java.util.List;

/// The part of a draft that its client has not seen, and what the rule says of it. Used by the
/// thread of the draft's attempt.
final class HeldDraft {

    private final CascadeRule rule;
    private final int holdTokens;
    private final int shownProbabilities;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<TokenProbability> tokens = new ArrayList<>();
    private int pieces;
    private Stage stage = Stage.GROWING;
    private Verdict verdict = Verdict.UNDECIDED;

    /// @param sampling as the client asked for it: what it is not shown is taken out
    HeldDraft(Option.Cascade cascade, Sampling sampling) {
        this.rule = cascade.rule();
        this.holdTokens = cascade.holdTokens();
        this.shownProbabilities = sampling.topProbabilities();
    }

    /// The next piece, as its client may see it.
    Chunk shown(Chunk chunk) {
        return chunk.reporting(shownProbabilities);
    }

    /// Takes a piece, unless the rule has decided before. A piece whose tokens are not known counts
    /// as one.
    Verdict take(Chunk chunk) {
        chunks.add(shown(chunk));
        tokens.addAll(chunk.probabilities());
        pieces += chunk.hasContent() ? 1 : 0;
        stage = length() < holdTokens ? Stage.GROWING : Stage.FULL;
        return judged();
    }

    /// There is nothing more to come.
    Verdict end() {
        stage = Stage.ENDED;
        return judged();
    }

    /// Everything that is held back, in order.
    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    /// Whether the rule has decided, and how.
    Verdict verdict() {
        return verdict;
    }

    /// Tokens that came before the rule decided.
    int length() {
        return Math.max(tokens.size(), pieces);
    }

    /// What the rule thinks of it now.
    double quality() {
        return rule.quality(tokens, stage);
    }

    /// A backend that reports no probabilities after all gives nothing to judge by: the draft is
    /// kept, as if there were no rule.
    private Verdict judged() {
        if (verdict == Verdict.UNDECIDED) {
            boolean blind = tokens.isEmpty() && stage != Stage.GROWING;
            verdict = blind ? Verdict.KEEP : rule.judge(tokens, stage);
            if (verdict == Verdict.UNDECIDED && stage != Stage.GROWING) {
                verdict = Verdict.KEEP; // a rule that does not keep its contract holds nobody up
            }
        }
        return verdict;
    }
}
