package dev.fogline.cost.accuracy;

import static dev.fogline.cost.accuracy.Samples.outturn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalScoreTest {

    /// From 50 to 200 around 100.
    private static final Spread TOTAL = new Spread(50, 100, 200);

    @Test
    void bothEndsAreCovered() {
        var outturns =
                List.of(
                        outturn(100, 50, TOTAL),
                        outturn(100, 200, TOTAL),
                        outturn(100, 49, TOTAL),
                        outturn(100, 201, TOTAL));

        assertThat(IntervalScore.of(outturns).coverage90()).isEqualTo(0.5);
    }

    @Test
    void whatIsMissedCostsByTheQuantile() {
        assertThat(IntervalScore.pinball(0.95, 110, 100)).isEqualTo(9.5, within(1e-12));
        assertThat(IntervalScore.pinball(0.95, 90, 100)).isEqualTo(0.5, within(1e-12));
        assertThat(IntervalScore.pinball(0.5, 90, 100)).isEqualTo(5, within(1e-12));
    }

    @Test
    void theLossIsTheMeanOverRequestsAndQuantiles() {
        // below: 0.05 * 70; median: 0.5 * 20; above: 0.05 * 80
        IntervalScore score = IntervalScore.of(List.of(outturn(100, 120, TOTAL)));

        assertThat(score.pinballP05Millis()).isEqualTo(3.5, within(1e-12));
        assertThat(score.pinballP50Millis()).isEqualTo(10, within(1e-12));
        assertThat(score.pinballP95Millis()).isEqualTo(4, within(1e-12));
        assertThat(score.pinballMillis()).isEqualTo(17.5 / 3, within(1e-12));
    }
}
