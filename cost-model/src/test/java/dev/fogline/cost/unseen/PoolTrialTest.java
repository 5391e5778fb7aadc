package dev.fogline.cost.unseen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.curve.BatchPoint;
import dev.fogline.cost.curve.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTrialTest {

    private static final MeasuredPool POOL =
            new MeasuredPool(
                    "p", List.of(row(8, 8), row(16, 16), row(32, 32), row(32, 30), row(64, 60)));

    @Test
    void eachBatchSizeIsLeftOutInTurnWithItsRepeats() {
        List<Prediction> rows = PoolTrial.run(List.of(POOL), PoolFigure.INTER_TOKEN_MILLIS);

        assertThat(rows).extracting(Prediction::fold).containsExactly(8, 16, 32, 32, 64);
        assertThat(rows)
                .extracting(Prediction::measured)
                .containsExactly(14.0, 18.0, 26.0, 25.0, 40.0);
    }

    @Test
    void theFirstAndTheLastAreExtrapolated() {
        assertThat(PoolTrial.run(List.of(POOL), PoolFigure.INTER_TOKEN_MILLIS))
                .extracting(Prediction::position)
                .containsExactly(
                        Position.BELOW,
                        Position.INSIDE,
                        Position.INSIDE,
                        Position.INSIDE,
                        Position.ABOVE);
    }

    @Test
    void steadyStepsArePredictedExactly() {
        for (PoolFigure figure : PoolFigure.values()) {
            assertThat(PoolTrial.run(List.of(POOL), figure))
                    .allSatisfy(row -> assertThat(row.error()).isCloseTo(0, within(1e-9)));
        }
    }

    @Test
    void poolsOfThreeBatchSizesAreLeftOut() {
        var few = new MeasuredPool("few", List.of(row(8, 8), row(16, 16), row(32, 32)));

        assertThat(few.batchSizes()).isEqualTo(3);
        assertThat(PoolTrial.run(List.of(few), PoolFigure.JOULES_PER_TOKEN)).isEmpty();
    }

    /// A step takes 10 ms and half of one for each request, 4 J and 0.1 J.
    private static MeasuredPool.Row row(int batchSize, double occupancy) {
        return new MeasuredPool.Row(
                batchSize,
                new BatchPoint(
                        occupancy, 10 + occupancy / 2, 4 / occupancy + 0.1, 1000 * occupancy / 10));
    }
}
