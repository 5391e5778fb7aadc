package dev.fogline.cost;

import java.util.List;

/// The speed of one model on one device, measured while nothing else ran.
///
/// ```
/// firstTokenMillis = overheadMillis + promptTokens * prefillMillisPerToken
/// ```
///
/// @param overheadMillis of a first token whatever the prompt, ≥ 0
/// @param prefillMillisPerToken of a prompt, ≥ 0
/// @param batches decoding speeds, one entry per number of answers, fewest first; the first is for
///   one answer
/// @param loadMillis from the start to the moment the model can be asked, ≥ 0
public record MeasuredSpeed(
        double overheadMillis, double prefillMillisPerToken, List<Batch> batches, double loadMillis)
        implements FirstSpeed {

    public MeasuredSpeed {
        batches = List.copyOf(batches);
        if (!(overheadMillis >= 0
                && prefillMillisPerToken >= 0
                && loadMillis >= 0
                && Double.isFinite(overheadMillis + prefillMillisPerToken + loadMillis))) {
            throw new IllegalArgumentException(
                    "overheadMillis "
                            + overheadMillis
                            + ", prefillMillisPerToken "
                            + prefillMillisPerToken
                            + ", loadMillis "
                            + loadMillis);
        }
        if (batches.isEmpty() || batches.getFirst().answers() != 1) {
            throw new IllegalArgumentException("no decoding speed of one answer: " + batches);
        }
    }

    /// How fast answers are decoded together.
    ///
    /// @param answers at a time, ≥ 1
    /// @param tokensPerSecond of all together, > 0
    public record Batch(int answers, double tokensPerSecond) {

        public Batch {
            if (answers < 1 || !(tokensPerSecond > 0 && Double.isFinite(tokensPerSecond))) {
                throw new IllegalArgumentException(
                        "answers " + answers + ", tokensPerSecond " + tokensPerSecond);
            }
        }
    }

    /// The line through two first tokens: the slope is prefill, what is left the overhead.
    ///
    /// A slope that would leave less than no overhead is that of the longer prompt alone; a longer
    /// prompt that came sooner is noise, and tells nothing of prefill but that it is quick.
    ///
    /// @param shorter prompt
    /// @param longer prompt, of more tokens
    public static MeasuredSpeed through(
            FirstToken shorter, FirstToken longer, List<Batch> batches, double loadMillis) {
        double span = (double) longer.promptTokens() - shorter.promptTokens();
        if (!(span > 0)) {
            throw new IllegalArgumentException(
                    "prompts of "
                            + shorter.promptTokens()
                            + " and "
                            + longer.promptTokens()
                            + " tokens make no line");
        }
        double free = (longer.millis() - shorter.millis()) / span;
        double slope = Math.clamp(free, 0, longer.millis() / longer.promptTokens());
        double overhead = Math.max(0, longer.millis() - slope * longer.promptTokens());
        return new MeasuredSpeed(overhead, slope, batches, loadMillis);
    }

    /// When the first token of a prompt came.
    ///
    /// @param promptTokens ≥ 1
    /// @param millis after it was asked, ≥ 0
    public record FirstToken(int promptTokens, double millis) {}

    /// How much longer a step is for each further answer in the batch, as a share of a step of one:
    /// `step(n) = step(1) * (1 + runningShare * (n - 1))`, through the batches by least squares,
    /// where `step(n) = n / tokensPerSecond(n)`. It is ≥ 0; 0 where only one answer was measured.
    public double runningShare() {
        double alone = 1 / batches.getFirst().tokensPerSecond();
        double product = 0;
        double square = 0;
        for (Batch batch : batches) {
            double others = batch.answers() - 1.0;
            product += others * (batch.answers() / batch.tokensPerSecond() / alone - 1);
            square += others * others;
        }
        return square == 0 ? 0 : Math.max(0, product / square);
    }

    /// From one token of an answer that is alone to the next.
    public double interTokenMillis() {
        return 1_000 / batches.getFirst().tokensPerSecond();
    }
}
