package dev.fogline.cost.accuracy;

import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.request.Spread;

final class Samples {

    private Samples() {}

    /// Predicted and measured total; both with half of it to the first token and eleven tokens.
    static Outturn outturn(double predictedMillis, double measuredMillis) {
        return outturn(predictedMillis, measuredMillis, Spread.exactly(predictedMillis));
    }

    static Outturn outturn(double predictedMillis, double measuredMillis, Spread total) {
        return new Outturn(
                "device/small",
                Latencies.measured(new Timings(predictedMillis / 2, predictedMillis), 11),
                Latencies.measured(new Timings(measuredMillis / 2, measuredMillis), 11),
                total);
    }
}
