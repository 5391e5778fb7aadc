package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Terms;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffortTest {

    private static final int NUMBERS = Terms.FIRST_MARK + Terms.NUMBERS * Terms.RUNGS;
    private static final int LENGTH = Terms.FIRST_MARK + Terms.LENGTH * Terms.RUNGS;

    @Test
    void isTheRungsOfNumbersAndFromTwoOnHalfThoseOfLength() {
        assertThat(Effort.of(List.of(shape(6, 0))).usual()).isZero();
        assertThat(Effort.of(List.of(shape(6, 1))).usual()).isEqualTo(1);
        assertThat(Effort.of(List.of(shape(6, 2))).usual()).isEqualTo(5);
        assertThat(Effort.of(List.of(shape(7, 4), shape(7, 0))).usual()).isEqualTo(3.75);
        assertThat(Effort.of(List.of()).usual()).isZero();
    }

    @Test
    void movesTheOddsByATenthPerRung() {
        var effort = new Effort(5);

        assertThat(effort.expected(0.5, shape(6, 2))).isEqualTo(0.5);
        // sigmoid(-0.1 * (4 + 8 / 2 - 5)) = 1 / (1 + e^0.3)
        assertThat(effort.expected(0.5, shape(8, 4))).isCloseTo(0.4255575, within(1e-7));
        // 1 / (1 + e^-(ln 4 + 0.1 * 5))
        assertThat(effort.expected(0.8, shape(8, 0))).isCloseTo(0.8683324, within(1e-7));
    }

    @Test
    void aStrongerModelGainsMostWhereTheWeakerBeginsToFail() {
        var effort = new Effort(5);

        double easy = effort.expected(0.85, shape(6, 0)) - effort.expected(0.65, shape(6, 0));
        double hard = effort.expected(0.85, shape(9, 5)) - effort.expected(0.65, shape(9, 5));

        assertThat(hard).isGreaterThan(easy);
    }

    private static Terms shape(int length, int numbers) {
        return Terms.of(
                IntStream.concat(
                                IntStream.range(LENGTH, LENGTH + length),
                                IntStream.range(NUMBERS, NUMBERS + numbers))
                        .toArray());
    }
}
