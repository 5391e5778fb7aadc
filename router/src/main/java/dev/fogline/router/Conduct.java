package dev.fogline.router;

import java.time.Duration;
import java.util.Optional;

/// How a route is carried out, as far as the policy that chose it has a say.
///
/// @param firstToken from the start of an attempt to its first content, positive; then the next
///   option is asked
/// @param stall between two pieces of content, positive
/// @param onCut what follows when an answer breaks off after a part of it was sent
/// @param hedge when a second option is asked beside the first; empty for never
/// @param cascadeHoldTokens how much of a draft may be held back from the client until it is sure
///   enough, ≥ 0; 0 for no cascades
/// @param shadowShare of answers after which the other side is asked the same, to learn from the
///   comparison, in [0, [#MOST_SHADOW_SHARE]]; 0 for none
public record Conduct(
        Duration firstToken,
        Duration stall,
        OnCut onCut,
        Optional<Hedge> hedge,
        int cascadeHoldTokens,
        double shadowShare) {

    /// Where nobody says: some two sentences, a second or two of a small model. Assumed.
    public static final int USUAL_HOLD_TOKENS = 48;

    /// More would cost more than there is to learn.
    public static final double MOST_SHADOW_SHARE = 0.2;

    /// Without shadows.
    public Conduct(
            Duration firstToken,
            Duration stall,
            OnCut onCut,
            Optional<Hedge> hedge,
            int cascadeHoldTokens) {
        this(firstToken, stall, onCut, hedge, cascadeHoldTokens, 0);
    }

    public Conduct {
        if (!firstToken.isPositive() || !stall.isPositive() || cascadeHoldTokens < 0) {
            throw new IllegalArgumentException(
                    "firstToken "
                            + firstToken
                            + " or stall "
                            + stall
                            + " is not positive, or cascadeHoldTokens "
                            + cascadeHoldTokens
                            + " below 0");
        }
        if (!(shadowShare >= 0 && shadowShare <= MOST_SHADOW_SHARE)) {
            throw new IllegalArgumentException(
                    "shadowShare " + shadowShare + " not in [0, " + MOST_SHADOW_SHARE + "]");
        }
    }

    /// With the usual cascades.
    public Conduct(Duration firstToken, Duration stall, OnCut onCut, Optional<Hedge> hedge) {
        this(firstToken, stall, onCut, hedge, USUAL_HOLD_TOKENS);
    }

    /// Within the bounds of the pipeline, with nothing beyond them.
    public static Conduct within(Limits limits) {
        return new Conduct(limits.firstToken(), limits.stall(), OnCut.FAIL, Optional.empty());
    }

    /// What follows when an answer breaks off after a part of it was sent.
    public enum OnCut {
        /// The client is told, and its stream breaks too.
        FAIL,
        /// The next option that can go on with a text does so, where its tier may see the text.
        RESUME
    }

    /// Asking a second option while the first is silent.
    ///
    /// @param after without content from the first, positive
    /// @param extraTokenShare tokens that losers of hedges may cost, as a share of all tokens
    ///   served, in [0, 1]; 0 for none
    public record Hedge(Duration after, double extraTokenShare) {

        public Hedge {
            if (!after.isPositive() || !(extraTokenShare >= 0 && extraTokenShare <= 1)) {
                throw new IllegalArgumentException(
                        "after " + after + " or extraTokenShare " + extraTokenShare);
            }
        }
    }
}
