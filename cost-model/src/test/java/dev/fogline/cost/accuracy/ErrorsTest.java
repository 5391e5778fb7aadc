package dev.fogline.cost.accuracy;

import static dev.fogline.cost.accuracy.Samples.outturn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.request.Spread;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    @Test
    void errorsAreFractionsOfWhatWasMeasured() {
        var outturns = List.of(outturn(150, 100), outturn(100, 200));

        assertThat(Errors.mape(outturns, Latency.E2E)).hasValue(0.5);
        assertThat(Errors.mape(outturns, Latency.TTFT)).hasValue(0.5);
        assertThat(Errors.mape(outturns, Latency.TPOT)).hasValue(0.5);
    }

    @Test
    void answersOfOneTokenDoNotCountForTheTimeBetweenTokens() {
        var single =
                new Outturn(
                        "device/small",
                        Latencies.measured(new Timings(10, 10), 1),
                        Latencies.measured(new Timings(20, 20), 1),
                        Spread.exactly(10));

        assertThat(Errors.mape(List.of(single, outturn(110, 100)), Latency.TPOT).orElseThrow())
                .isEqualTo(0.1, within(1e-12));
        assertThat(Errors.mape(List.of(single), Latency.TPOT)).isEmpty();
    }

    @Test
    void whatTookNoTimeHasNoError() {
        assertThat(Errors.mape(List.of(outturn(1, 0)), Latency.E2E)).isEmpty();
    }

    @Test
    void repeatsArePredictedByTheirMean() {
        // the mean is 100: 20/80, 0/100, 0/100, 20/120
        var repeats = List.of(totals(80, 100, 100, 120));

        assertThat(Errors.noise(repeats, Latency.E2E).orElseThrow())
                .isEqualTo((0.25 + 1.0 / 6) / 4, within(1e-12));
    }

    @Test
    void everyRepeatCountsAlike() {
        var repeats = List.of(totals(80, 100, 100, 120), totals(7, 7, 7, 7, 7, 7));

        assertThat(Errors.noise(repeats, Latency.E2E).orElseThrow())
                .isEqualTo((0.25 + 1.0 / 6) / 10, within(1e-12));
    }

    @Test
    void threeRepeatsTellNothing() {
        assertThat(Errors.noise(List.of(totals(1, 2, 3)), Latency.E2E)).isEmpty();
    }

    private static List<Latencies> totals(double... totals) {
        return Arrays.stream(totals)
                .mapToObj(total -> Latencies.measured(new Timings(total / 2, total), 11))
                .toList();
    }
}
