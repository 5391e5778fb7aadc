package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.answer.TokenProbability;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenStatisticsTest {

    @Test
    void marginAndEntropyAreThoseOfTheAlternatives() {
        TokenStatistics token = TokenStatistics.of(token(0.5, 0.5, 0.25));

        assertThat(token.logProbability()).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(token.margin()).isCloseTo(Math.log(2), within(1e-12));
        // 1/2 ln 2 + 1/4 ln 4, and the rest of 1/4 as one token
        assertThat(token.entropy())
                .isCloseTo(0.5 * Math.log(2) + 2 * 0.25 * Math.log(4), within(1e-12));
    }

    @Test
    void aTokenThatWasDrawnIsJudgedBesideTheMostProbableOne() {
        TokenStatistics token = TokenStatistics.of(token(0.2, 0.6, 0.2));

        assertThat(token.logProbability()).isCloseTo(Math.log(0.2), within(1e-12));
        assertThat(token.margin()).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void withoutAlternativesTheRestIsTheSecond() {
        TokenStatistics token = TokenStatistics.of(token(0.8));

        assertThat(token.margin()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(token.entropy())
                .isCloseTo(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2), within(1e-12));
    }

    @Test
    void itDoesNotMatterWhoAskedForMoreAlternatives() {
        double[] seven = {0.4, 0.2, 0.1, 0.1, 0.05, 0.02, 0.01};
        double[] five = {0.4, 0.2, 0.1, 0.1, 0.05};

        assertThat(TokenStatistics.of(token(0.4, seven)))
                .isEqualTo(TokenStatistics.of(token(0.4, five)));
    }

    @Test
    void whatIsCertainOrImpossibleStaysFinite() {
        TokenStatistics certain = TokenStatistics.of(token(1, 1, 0));
        TokenStatistics impossible = TokenStatistics.of(token(0, 1, 0));

        assertThat(certain.margin()).isEqualTo(TokenStatistics.MOST);
        assertThat(certain.entropy()).isNotNaN().isLessThan(1e-9);
        assertThat(impossible.logProbability()).isEqualTo(-TokenStatistics.MOST);
    }

    private static TokenProbability token(double chosen, double... alternatives) {
        List<TokenProbability> named =
                Arrays.stream(alternatives)
                        .mapToObj(p -> new TokenProbability("x", Math.log(p), List.of()))
                        .toList();
        return new TokenProbability("x", Math.log(chosen), named);
    }
}
