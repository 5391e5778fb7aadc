package dev.fogline.router.fair;

/// One request in a [FairSchedule]; each is itself, whatever it holds.
public final class Ticket {

    private final Ask ask;
    private final double expectedOutputTokens;
    private int generatedTokens;

    /// @param expectedOutputTokens as its tenant's answers are
    Ticket(Ask ask, double expectedOutputTokens) {
        this.ask = ask;
        this.expectedOutputTokens = expectedOutputTokens;
    }

    /// What it asked for.
    public Ask ask() {
        return ask;
    }

    void generated(int tokens) {
        generatedTokens += tokens;
    }

    int generatedTokens() {
        return generatedTokens;
    }

    double work(ServiceWeights weights) {
        return weights.of(ask.inputTokens(), expectedOutputTokens);
    }

    double workLeft(ServiceWeights weights) {
        return weights.of(0, Math.max(0, expectedOutputTokens - generatedTokens));
    }
}
