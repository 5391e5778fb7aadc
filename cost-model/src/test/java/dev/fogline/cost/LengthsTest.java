package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class LengthsTest {

    private static final Features ONE = features(1, 10_000);
    private static final Features OTHER = features(2, 10_000);

    @Test
    void believesTheRequestUntilAnAnswerWasSeen() {
        Spread expected = Lengths.UNKNOWN.outputTokens(ONE);

        assertThat(expected.median()).isCloseTo(100, within(1e-9));
        assertThat(expected.p95()).isCloseTo(500, within(1e-9));
    }

    @Test
    void oneAnswerCountsAFifthForAllAndAFifthMoreForItsKind() {
        Lengths lengths = Lengths.UNKNOWN.learn(ONE, 50);

        // 100 * 0.5^(1/5), and 50^(1/5) of that^(4/5) more
        assertThat(lengths.outputTokens(OTHER).median())
                .isCloseTo(100 * Math.pow(0.5, 0.2), within(1e-9));
        assertThat(lengths.outputTokens(ONE).median())
                .isCloseTo(100 * Math.pow(0.5, 0.2 + 0.8 * 0.2), within(1e-9));
    }

    @Test
    void anAnswerIsNeverExpectedBeyondTheRequestsBound() {
        Lengths talkative = Lengths.UNKNOWN;
        for (int i = 0; i < 100; i++) {
            talkative = talkative.learn(ONE, 400);
        }
        Spread cut = talkative.outputTokens(features(1, 16));

        assertThat(cut).isEqualTo(Spread.exactly(16));
    }

    @Test
    void anAnswerThatWasCutShortTeachesNothing() {
        Lengths lengths = Lengths.UNKNOWN.learn(ONE, 400);

        assertThat(lengths.learn(features(1, 16), 16).outputTokens(ONE))
                .isEqualTo(lengths.outputTokens(ONE));
    }

    @Test
    void anEmptyAnswerCountsAsOneToken() {
        assertThat(Lengths.UNKNOWN.learn(ONE, 0).outputTokens(ONE))
                .isEqualTo(Lengths.UNKNOWN.learn(ONE, 1).outputTokens(ONE));
    }

    /// Pinball loss at 5, 50 and 95 % (Koenker and Bassett, "Regression quantiles", Econometrica
    /// 46(1), 1978), of answers of two kinds, beside one distribution for both.
    @Test
    void kindsPredictBetterThanOneDistribution() {
        var random = new Random(4);
        Lengths byKind = Lengths.UNKNOWN;
        Lengths all = Lengths.UNKNOWN;
        double lossByKind = 0;
        double lossOfAll = 0;
        for (int i = 0; i < 1_000; i++) {
            boolean longOne = random.nextBoolean();
            Features of = longOne ? ONE : OTHER;
            int tokens =
                    (int) Math.round((longOne ? 300 : 12) * Math.exp(0.4 * random.nextGaussian()));
            lossByKind += loss(byKind.outputTokens(of), tokens);
            lossOfAll += loss(all.outputTokens(features(0, 10_000)), tokens);
            byKind = byKind.learn(of, tokens);
            all = all.learn(features(0, 10_000), tokens);
        }

        assertThat(lossByKind).isLessThan(0.6 * lossOfAll);
    }

    private static double loss(Spread spread, double value) {
        return pinball(0.05).applyAsDouble(spread.p05(), value)
                + pinball(0.5).applyAsDouble(spread.median(), value)
                + pinball(0.95).applyAsDouble(spread.p95(), value);
    }

    private static DoubleBinaryOperator pinball(double share) {
        return (quantile, value) ->
                Math.max(share * (value - quantile), (share - 1) * (value - quantile));
    }

    private static Features features(int kind, int most) {
        return new Features(
                400,
                100,
                new Spread(Math.min(20, most), Math.min(100, most), Math.min(500, most)),
                most,
                DataClass.PUBLIC,
                Set.of(),
                kind,
                0,
                Terms.NONE);
    }
}
