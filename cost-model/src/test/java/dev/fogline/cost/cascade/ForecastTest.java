package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    @Test
    void isTheStraightLineAndWhatItMisses() {
        // end = 1 + 2 * now, missed by -0.5, 1, -0.5 alternately about no slope
        Forecast forecast = Forecast.of(new double[] {0, 1, 2}, new double[] {0.5, 4, 4.5});

        assertThat(forecast.slope()).isCloseTo(2, within(1e-12));
        assertThat(forecast.offset()).isCloseTo(1, within(1e-12));
        assertThat(forecast.residuals()).hasSize(3);
        assertThat(forecast.end(3, 0)).isCloseTo(6.5, within(1e-12));
        assertThat(forecast.end(3, 2)).isCloseTo(8, within(1e-12));
    }

    @Test
    void sureIsWhatNineteenOfTwentyCasesAgreeIn() {
        List<Double> residuals = IntStream.range(0, 20).mapToObj(i -> i / 10.0).toList();
        var forecast = new Forecast(0, 1, residuals);

        // the second lowest of the twenty ends at 0.1, the highest at 1.9
        assertThat(forecast.surelyAbove(0, 0.1)).isTrue();
        assertThat(forecast.surelyAbove(0, 0.11)).isFalse();
        assertThat(forecast.surelyBelow(0, 1.91)).isTrue();
        assertThat(forecast.surelyBelow(0, 1.9)).isFalse();
    }

    @Test
    void residualsAscend() {
        assertThatThrownBy(() -> new Forecast(0, 1, List.of(1.0, 0.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Forecast(0, Double.NaN, List.of(0.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Forecast(0, 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
