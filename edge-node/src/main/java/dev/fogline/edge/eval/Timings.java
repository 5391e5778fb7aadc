package dev.fogline.edge.eval;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.router.TermHashing;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How long judging a prompt takes, each prompt by itself, after a warm-up.
///
/// @param hashedMicrosP99 from the text to what both heads say, 99th percentile
/// @param decideMicrosP99 from the text to what is said of both models, memory and all, 99th
///   percentile
record Timings(double hashedMicrosP99, double decideMicrosP99) {

    /// So often the compiler has seen the code before it is timed.
    private static final int WARM_UPS = 20_000;

    private static final int TIMED = 10_000;
    private static final double MICROS_PER_NANO = 1e-3;

    static Timings of(List<AnsweredPrompt> prompts, QualityModel quality, Ticker ticker) {
        return new Timings(
                micros(prompts, text -> hashed(text, quality), ticker),
                micros(prompts, text -> decided(text, quality), ticker));
    }

    private static double hashed(String text, QualityModel quality) {
        Terms terms = TermHashing.of(text);
        return quality.score(terms, JudgedPrompt.STRONG) - quality.score(terms, JudgedPrompt.WEAK);
    }

    private static double decided(String text, QualityModel quality) {
        Terms terms = TermHashing.of(text);
        return quality.judge(terms, JudgedPrompt.STRONG, 0).probability()
                - quality.judge(terms, JudgedPrompt.WEAK, 0).probability();
    }

    private static double micros(
            List<AnsweredPrompt> prompts, ToDoubleFunction<String> judging, Ticker ticker) {
        double sum = 0;
        long[] nanos = new long[TIMED];
        for (int i = 0; i < WARM_UPS + TIMED; i++) {
            String text = prompts.get(i % prompts.size()).text();
            long start = ticker.nanos();
            sum += judging.applyAsDouble(text);
            nanos[i % TIMED] = ticker.nanos() - start;
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a prompt has no score");
        }
        Arrays.sort(nanos);
        return nanos[TIMED * 99 / 100] * MICROS_PER_NANO;
    }
}
