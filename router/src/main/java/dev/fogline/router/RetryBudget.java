package dev.fogline.router;

import dev.fogline.spi.Ticker;

/// How many repetitions one backend may still be burdened with. Thread-safe.
///
/// Where everything fails, every client repeats, and the repetitions keep the backend down. So they
/// are bounded by a share of the requests, as Finagle's `RetryBudget` and gRPC's retry throttling
/// (A6) do: a bucket of tokens, of which a request adds `share` and a repetition takes one. A floor
/// of one token per second lets a quiet node repeat at all; ten are kept at most. Finagle's floor
/// is ten per second, meant for the client side of a whole service; one is assumed to do for a
/// node.
final class RetryBudget {

    private static final double MOST_TOKENS = 10;
    private static final double TOKENS_PER_SECOND = 1;

    private final double share;
    private final Ticker ticker;
    private double tokens = MOST_TOKENS;
    private long refilledAtNanos;

    /// A full one.
    ///
    /// @param share repetitions per request, in [0, 1]; with 0 nothing but the floor is left
    RetryBudget(double share, Ticker ticker) {
        this.share = share;
        this.ticker = ticker;
        this.refilledAtNanos = ticker.nanos();
    }

    /// A request came that is no repetition.
    synchronized void deposit() {
        add(share);
    }

    /// Takes the token of one repetition, if there is one.
    synchronized boolean tryWithdraw() {
        refill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private void refill() {
        long nowNanos = ticker.nanos();
        add((nowNanos - refilledAtNanos) / 1e9 * TOKENS_PER_SECOND);
        refilledAtNanos = nowNanos;
    }

    private void add(double more) {
        tokens = Math.min(MOST_TOKENS, tokens + more);
    }
}
