package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftFeaturesTest {

    private static final TokenStatistics FIRST = new TokenStatistics(-0.2, 3, 0.5);
    private static final TokenStatistics SECOND = new TokenStatistics(-1, 0.5, 1.5);
    private static final TokenStatistics THIRD = new TokenStatistics(-0.05, 4, 0.1);

    @Test
    void areThoseOfTheTable() {
        double[] expected = {
            Math.log(0.7 / 0.3),
            Math.log1p(1),
            Math.log1p(0.2),
            Math.log1p(1.25),
            Math.log1p(1.25 / 3),
            Math.log1p(0.2 + 0.8 * 0.8), // 0.9 of the way through 0.05, 0.2, 1
            Math.log1p(0.2 + 0.5 * 0.8),
            Math.log1p(0.2),
            Math.log1p(0.5),
            Math.log1p(3),
            Math.log1p(2.5),
            Math.log1p(1.5),
            Math.log1p(0.7),
            Math.log1p(3),
            1,
            2,
            Math.log1p(0.2),
            Math.log(0.7 / 0.3) * Math.log1p(1)
        };

        assertThat(DraftFeatures.of(0.7, List.of(FIRST, SECOND, THIRD), 3))
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void onlyTheFirstTokensCount() {
        assertThat(DraftFeatures.of(0.7, List.of(FIRST, SECOND, THIRD), 2))
                .containsExactly(DraftFeatures.of(0.7, List.of(FIRST, SECOND), 2), within(0.0));
    }

    @Test
    void withoutTokensOnlyTheExpectationIsKnown() {
        double[] features = DraftFeatures.of(0.5, List.of(), 0);

        assertThat(features).hasSize(DraftFeatures.COUNT).containsOnly(0);
    }
}
