package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Spread;
import org.junit.jupiter.api.Test;

class LengthsTest {

    private static final Spread PRIOR = new Spread(20, 100, 500);

    @Test
    void believesTheRequestUntilAnAnswerWasSeen() {
        Spread expected = Lengths.UNKNOWN.outputTokens(PRIOR);

        assertThat(expected.median()).isCloseTo(100, within(1e-9));
        assertThat(expected.p95()).isEqualTo(500);
    }

    @Test
    void oneAnswerCountsAFifth() {
        Spread expected = Lengths.UNKNOWN.learn(50).outputTokens(PRIOR);

        // 100 * 0.5^(1/5), and a fifth of its upper end beside four fifths of 500
        assertThat(expected.median()).isCloseTo(87.05505632961, within(1e-9));
        assertThat(expected.p95()).isCloseTo(490.59182498446, within(1e-9));
    }

    @Test
    void olderAnswersFadeAndTheSecondOneWidensTheSpread() {
        Lengths lengths = Lengths.UNKNOWN.learn(50).learn(100);

        assertThat(lengths.seen()).isEqualTo(1.99);
        // (0.99 ln 50 + ln 100) / 1.99, and 0.8 + 0.05 * (ln 2 - 0.8)
        assertThat(lengths.meanLog()).isCloseTo(4.260338171538671, within(1e-12));
        assertThat(lengths.spread().meanAbsolute()).isCloseTo(0.7946573590279973, within(1e-12));
    }

    @Test
    void anAnswerIsNeverExpectedBeyondTheRequestsBound() {
        Lengths talkative = Lengths.UNKNOWN;
        for (int i = 0; i < 100; i++) {
            talkative = talkative.learn(400);
        }

        assertThat(talkative.outputTokens(new Spread(8, 16, 16)))
                .satisfies(cut -> assertThat(cut.p95()).isEqualTo(16));
    }

    @Test
    void anEmptyAnswerCountsAsOneToken() {
        assertThat(Lengths.UNKNOWN.learn(0)).isEqualTo(Lengths.UNKNOWN.learn(1));
    }
}
