package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Terms;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermWeightsTest {

    /// Term 1 is in all three prompts, 2 in two, 3 in one.
    private static final TermWeights WEIGHTS =
            TermWeights.of(List.of(Terms.of(1, 2), Terms.of(1, 2, 3), Terms.of(1)));

    @Test
    void rareTermsCountMore() {
        assertThat(WEIGHTS.idf(1)).isLessThan(0.001f).isPositive();
        assertThat(WEIGHTS.idf(2)).isCloseTo((float) Math.log(4.0 / 3), within(1e-3f));
    }

    @Test
    void aTermOfOnePromptIsUnknownAndCountsInTheLength() {
        assertThat(WEIGHTS.knows(2)).isTrue();
        assertThat(WEIGHTS.knows(3)).isFalse();
        assertThat(WEIGHTS.unknown()).isCloseTo((float) Math.log(2), within(1e-3f));
        // 1 / sqrt(ln(4/3)^2 + ln(2)^2)
        assertThat(WEIGHTS.scale(Terms.of(2, 99))).isCloseTo(1.3319, within(2e-3));
        assertThat(WEIGHTS.scale(Terms.NONE)).isZero();
    }

    @Test
    void marksShareALengthOfTheirOwn() {
        int mark = Terms.FIRST_MARK;

        assertThat(TermWeights.markScale(Terms.of(7))).isZero();
        assertThat(TermWeights.markScale(Terms.of(7, mark, mark + 1, mark + 2, mark + 3)))
                .isEqualTo(0.2);
    }
}
