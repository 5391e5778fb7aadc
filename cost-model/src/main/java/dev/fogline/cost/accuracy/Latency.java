package dev.fogline.cost.accuracy;

/// The three times a served request is judged by, each with the error that is aimed at.
///
/// The goals are fractions of the measured time: 5 % and 15 % are what an online predictor within
/// one pool of equal machines and a fitted simulator reach (llm-d, March 2026: 5 %; BLIS, August
/// 2026: 17.6 % of the first token on runs it had not seen), 7 % is BLIS end to end (6.7 %).
public enum Latency {
    /// From one token to the next: `(total - first token) / (output tokens - 1)`. Answers of fewer
    /// than [Latencies#LEAST_TOKENS] tokens, or that came in fewer pieces, have none.
    TPOT(0.05),
    /// From the start of the attempt to the first content.
    TTFT(0.15),
    /// From the start of the attempt to the end of the answer.
    E2E(0.07);

    private final double goal;

    Latency(double goal) {
        this.goal = goal;
    }

    /// The error aimed at, a fraction of the measured time.
    public double goal() {
        return goal;
    }
}
