package dev.fogline.cost;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;
import java.util.TreeMap;

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
/// Who decides by the average is drawn to a full pool and driven from an empty one, which makes
/// both lasting, whatever the load. The **congested** price is for decisions of many who share a
/// pool:
///
/// ```
/// congestedUsd(running, queued) = marginalUsd(max(1, running))
///                                 + averageUsd(running) * queued / slots
/// ```
///
/// Rent is owed for an empty pool too, so the first request takes no more from anybody than the
/// second; hence the marginal price from 1 on. In a full pool a token more holds a slot for one
/// step, and those who wait do so for longer by their number over the slots; a slot's second is
/// worth its part of the rent (a congestion toll: Pigou, "The Economics of Welfare", 1920). It
/// never falls with the load where a step's time grows evenly or faster.
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

    /// Several pools of one model as one: their rents together, and what they generate if all are
    /// filled to the same share.
    ///
    /// @param pools at least one
    public static Pool together(List<Pool> pools) {
        if (pools.size() == 1) {
            return pools.getFirst();
        }
        List<PoolPrice> prices = pools.stream().map(PoolPrice::new).toList();
        double full = prices.stream().mapToDouble(PoolPrice::full).sum();
        var curve = new TreeMap<Integer, BatchSpeed>();
        for (PoolPrice price : prices) {
            for (BatchSpeed point : price.curve) {
                double share = (double) point.batch() / price.full();
                int batch = (int) Math.max(1, Math.round(share * full));
                double tokensPerSecond =
                        prices.stream()
                                .mapToDouble(one -> one.tokensPerSecond(share * one.full()))
                                .sum();
                curve.put(batch, new BatchSpeed(batch, tokensPerSecond));
            }
        }
        return new Pool(
                pools.stream().mapToDouble(Pool::usdPerHour).sum(),
                List.copyOf(curve.values()),
                pools.size() + " pools together: " + pools.getFirst().source());
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

    /// Dollars per generated token for what one more request takes from those that run and from
    /// those that wait, ≥ 0.
    ///
    /// @param running requests that run, ≥ 0; an expected number need not be whole
    /// @param turnsWaiting requests that wait over slots, ≥ 0
    public double congestedUsd(double running, double turnsWaiting) {
        double there = Math.max(1, running);
        double marginal = Math.max(0, stepSeconds(there + 1) - stepSeconds(there));
        double average = stepSeconds(there) / there;
        return usdPerSecond * (marginal + average * turnsWaiting);
    }

    /// Requests beyond which more of them only wait, ≥ 1.
    public int full() {
        return curve.getLast().batch();
    }

    /// Of all requests together.
    ///
    /// @param batch requests that run together, above 0; an expected number need not be whole
    public double tokensPerSecond(double batch) {
        return batch / stepSeconds(batch);
    }

    private double stepSeconds(double batch) {
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
