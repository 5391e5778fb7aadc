package dev.fogline.router;

/// How many tokens the losers of hedges may still cost. Thread-safe.
///
/// A bucket that every served answer fills by its tokens times the share its policy allows; it
/// begins empty, so nothing is hedged before something was served. Without a bound a slow hour
/// would double every request: hedges are meant for the slowest twentieth (Dean and Barroso, "The
/// Tail at Scale", 2013).
final class HedgeBudget {

    /// What a long quiet time may save up. Assumed: some dozens of long prompts.
    private static final double MOST_TOKENS = 100_000;

    private double tokens;

    /// @param served prompt and output of one answer, ≥ 0
    /// @param share in [0, 1]
    synchronized void deposit(int served, double share) {
        tokens = Math.min(MOST_TOKENS, tokens + served * share);
    }

    /// Takes what a loser is expected to cost, if that much is left.
    synchronized boolean tryTake(int cost) {
        if (tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }
}
