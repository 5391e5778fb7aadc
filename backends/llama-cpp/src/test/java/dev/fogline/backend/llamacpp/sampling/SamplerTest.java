package dev.fogline.backend.llamacpp.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Sampling;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final int DRAWS = 20_000;

    /// Logits of 0.4, 0.3, 0.2 and 0.1.
    private static final float[] LOGITS = {
        (float) Math.log(0.4), (float) Math.log(0.3), (float) Math.log(0.2), (float) Math.log(0.1)
    };

    @Test
    void takesTheMostProbableWhenGreedy() {
        assertThat(new Sampler(Sampling.GREEDY, 1, 4).pick(LOGITS)).hasValue(0);
    }

    @Test
    void drawsByProbability() {
        assertThat(shares(drawing(1, 1, 0, 0)))
                .containsExactly(new double[] {0.4, 0.3, 0.2, 0.1}, within(0.015));
    }

    @Test
    void aHighTemperatureEvensOut() {
        double root = Math.sqrt(0.4) + Math.sqrt(0.3) + Math.sqrt(0.2) + Math.sqrt(0.1);

        assertThat(shares(drawing(2, 1, 0, 0))[3]).isCloseTo(Math.sqrt(0.1) / root, within(0.015));
    }

    @Test
    void topKKeepsTheMostProbable() {
        assertThat(shares(drawing(1, 1, 2, 0)))
                .containsExactly(new double[] {4 / 7.0, 3 / 7.0, 0, 0}, within(0.015));
    }

    @Test
    void topPKeepsTheSmallestSetThatHoldsIt() {
        assertThat(shares(drawing(1, 0.65, 0, 0)))
                .containsExactly(new double[] {4 / 7.0, 3 / 7.0, 0, 0}, within(0.015));
    }

    @Test
    void aTinyTopPIsGreedy() {
        assertThat(shares(drawing(1, Double.MIN_NORMAL, 0, 0))).containsExactly(1, 0, 0, 0);
    }

    @Test
    void minPDropsWhatIsFarBelowTheMostProbable() {
        double[] expected = {4 / 9.0, 3 / 9.0, 2 / 9.0, 0};

        assertThat(shares(drawing(1, 1, 0, 0.3))).containsExactly(expected, within(0.015));
        assertThat(shares(drawing(1, 0.9999, 0, 0.3))).containsExactly(expected, within(0.015));
    }

    @Test
    void topPLooksBeyondTheFirstTokensOfAFlatVocabulary() {
        var flat = new float[5000];
        var sampler = new Sampler(drawing(1, 0.999, 0, 0), 5, flat.length);

        int largest =
                IntStream.range(0, 2000)
                        .map(i -> sampler.pick(flat).orElseThrow())
                        .max()
                        .orElseThrow();

        assertThat(largest).isGreaterThan(4900);
    }

    @Test
    void equalSeedsDrawEqualTokens() {
        assertThat(draws(9)).isEqualTo(draws(9)).isNotEqualTo(draws(10));
    }

    @Test
    void presencePenaltyCountsOnce() {
        var sampler = new Sampler(penalised(0, 1), 1, 2);

        assertThat(picks(sampler, new float[] {1.5f, 0}, 3)).containsExactly(0, 0, 0);
        assertThat(picks(new Sampler(penalised(0, 2), 1, 2), new float[] {1.5f, 0}, 3))
                .containsExactly(0, 1, 0);
    }

    @Test
    void frequencyPenaltyCountsEachTime() {
        var sampler = new Sampler(penalised(1, 0), 1, 2);

        assertThat(picks(sampler, new float[] {1.5f, 0}, 4)).containsExactly(0, 0, 1, 0);
    }

    @Test
    void findsNoTokenInDamagedLogits() {
        var sampler = new Sampler(Sampling.DEFAULT, 1, 2);

        assertThat(sampler.pick(new float[] {1, Float.NaN})).isEmpty();
        assertThat(sampler.pick(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}))
                .isEmpty();
        assertThat(sampler.pick(new float[] {Float.POSITIVE_INFINITY, 0})).isEmpty();
    }

    private static Sampling drawing(double temperature, double topP, int topK, double minP) {
        return new Sampling(
                temperature,
                topP,
                topK,
                minP,
                0,
                0,
                OptionalLong.empty(),
                List.of(),
                Sampling.NO_PROBABILITIES);
    }

    private static Sampling penalised(double frequency, double presence) {
        return new Sampling(
                0,
                1,
                0,
                0,
                frequency,
                presence,
                OptionalLong.empty(),
                List.of(),
                Sampling.NO_PROBABILITIES);
    }

    private static double[] shares(Sampling sampling) {
        var sampler = new Sampler(sampling, 3, LOGITS.length);
        var shares = new double[LOGITS.length];
        IntStream.range(0, DRAWS)
                .forEach(i -> shares[sampler.pick(LOGITS).orElseThrow()] += 1.0 / DRAWS);
        // a single share is a sum of 20,000 roundings
        return IntStream.range(0, shares.length)
                .mapToDouble(i -> Math.round(shares[i] * 1e6) / 1e6)
                .toArray();
    }

    private static List<Integer> draws(long seed) {
        return picks(new Sampler(Sampling.DEFAULT, seed, LOGITS.length), LOGITS, 50);
    }

    private static List<Integer> picks(Sampler sampler, float[] logits, int count) {
        return IntStream.range(0, count).mapToObj(i -> sampler.pick(logits).orElseThrow()).toList();
    }
}
