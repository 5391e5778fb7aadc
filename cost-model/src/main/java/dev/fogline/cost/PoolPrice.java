package dev.fogline.cost;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;

/// What a generated token costs in a pool whose rent is the same whether it is full or empty, as a
/// function of how many requests run together.
///
/// ```
/// stepSeconds(batch)     = batch / tokensPerSecond(batch)               one token for each request
/// averageUsd(batch)      = usdPerHour / 3600 / tokensPerSecond(batch)
/// marginalUsd(running)   = usdPerHour / 3600 * (stepSeconds(running + 1) - stepSeconds(running))
/// ```
///
/// The **average** divides the rent among all tokens: charged to everybody, it pays for the pool.
/// The **marginal** price is what one more request takes from the others, whose steps become
/// longer; it is what the pool's owner loses by it, and pays for less than the pool. Of an empty
/// pool they are the same.
///
/// Between two points of the curve the step time is a line over the batch: on ML.ENERGY v3 (36
/// groups, leave one batch out) such a line is 5.1 % off in the median. Below the first point it is
/// that of the first, as reading the weights takes its time for one request or many; above the last
/// the throughput is that of the last, and more requests wait. Prompts cost what they did where the
/// curve was measured: with much longer ones the curve is another.
///
/// Example, after ML.ENERGY v3, Llama-3.1-8B on one H100, rent assumed 2.50 USD/h: 1,070 tokens/s
/// at batch 8 are 0.65 USD per million, 9,806 at batch 511 are 0.071.
public final class PoolPrice {

    private final double usdPerSecond;
    private final List<BatchSpeed> curve;

    public PoolPrice(Pool pool) {
        this.usdPerSecond = pool.usdPerHour() / Money.SECONDS_PER_HOUR;
        this.curve = pool.curve();
    }

    /// Dollars per generated token if the rent is divided among all that run.
    ///
    /// @param batch requests that run together, ≥ 1
    public double averageUsd(int batch) {
        return usdPerSecond / tokensPerSecond(batch);
    }

    /// Dollars per generated token for what one more request takes from the others, ≥ 0.
    ///
    /// @param running requests before it comes, ≥ 0
    public double marginalUsd(int running) {
        double before = running == 0 ? 0 : stepSeconds(running);
        return usdPerSecond * Math.max(0, stepSeconds(running + 1) - before);
    }

    /// Of all requests together.
    ///
    /// @param batch requests that run together, ≥ 1
    public double tokensPerSecond(int batch) {
        return batch / stepSeconds(batch);
    }

    private double stepSeconds(int batch) {
        BatchSpeed last = curve.getLast();
        if (batch >= last.batch()) {
            return batch / last.tokensPerSecond();
        }
        BatchSpeed lower = curve.getFirst();
        for (BatchSpeed upper : curve) {
            if (batch <= upper.batch()) {
                double share =
                        lower.batch() == upper.batch()
                                ? 0
                                : Math.max(0.0, batch - lower.batch())
                                        / (upper.batch() - lower.batch());
                return step(lower) + share * (step(upper) - step(lower));
            }
            lower = upper;
        }
        return step(last);
    }

    private static double step(BatchSpeed point) {
        return point.batch() / point.tokensPerSecond();
    }
}
