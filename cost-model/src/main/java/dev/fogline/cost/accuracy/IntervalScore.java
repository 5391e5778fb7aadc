package dev.fogline.cost.accuracy;

import dev.fogline.spi.request.Spread;
import java.util.Collection;

/// How well the predicted distribution of total times proved, token counts not being known.
///
/// Pinball loss of quantile q (Koenker and Bassett, Regression Quantiles, 1978), the lower the
/// better: `max(q * (measured - quantile), (q - 1) * (measured - quantile))`. A predictor that knew
/// the true quantiles would have the least loss on average.
///
/// @param coverage90 share of requests between p05 and p95, both included, in [0, 1]; 0.9 is right
/// @param pinballP05Millis mean loss of the lower end
/// @param pinballP50Millis mean loss of the median: half the mean absolute error
/// @param pinballP95Millis mean loss of the upper end
public record IntervalScore(
        double coverage90,
        double pinballP05Millis,
        double pinballP50Millis,
        double pinballP95Millis) {

    /// @param outturns at least one
    public static IntervalScore of(Collection<Outturn> outturns) {
        double within = 0;
        double low = 0;
        double middle = 0;
        double high = 0;
        for (Outturn outturn : outturns) {
            double measured = outturn.measured().totalMillis();
            Spread total = outturn.total();
            within += total.holds(measured) ? 1 : 0;
            low += pinball(0.05, measured, total.p05());
            middle += pinball(0.5, measured, total.median());
            high += pinball(0.95, measured, total.p95());
        }
        int count = outturns.size();
        return new IntervalScore(within / count, low / count, middle / count, high / count);
    }

    /// The mean of the three, one figure to compare predictors by.
    public double pinballMillis() {
        return (pinballP05Millis + pinballP50Millis + pinballP95Millis) / 3;
    }

    static double pinball(double quantile, double measured, double predicted) {
        double above = measured - predicted;
        return Math.max(quantile * above, (quantile - 1) * above);
    }
}
