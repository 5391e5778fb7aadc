package dev.fogline.spi;

import java.util.List;

/// What running a model costs its owner beside what somebody bills: the electricity and wear of a
/// device, or the rent of a pool. It belongs to estimates, so that decisions see it; no bill
/// follows, so it is in no ledger.
public sealed interface OperatingCost {

    /// Nothing is reckoned.
    record None() implements OperatingCost {}

    /// A device of one's own.
    ///
    /// @param usdPerKwh price of electricity, ≥ 0
    /// @param wearUsdPerHour of work: price of the device / hours it lasts, ≥ 0
    /// @param source where the figures come from; begins with `assumed` where nobody measured them
    record Device(double usdPerKwh, double wearUsdPerHour, String source) implements OperatingCost {

        public Device {
            if (!(usdPerKwh >= 0 && wearUsdPerHour >= 0)) {
                throw new IllegalArgumentException(
                        "usdPerKwh " + usdPerKwh + ", wearUsdPerHour " + wearUsdPerHour);
            }
        }
    }

    /// A pool that costs the same whether it is full or empty.
    ///
    /// @param usdPerHour of the whole pool, ≥ 0
    /// @param curve what it generates at each number of requests, from the smallest to the largest;
    ///   at least one
    /// @param source where the figures come from; begins with `assumed` where nobody measured them
    record Pool(double usdPerHour, List<BatchSpeed> curve, String source) implements OperatingCost {

        public Pool {
            curve = List.copyOf(curve);
            if (!(usdPerHour >= 0) || curve.isEmpty()) {
                throw new IllegalArgumentException(
                        "usdPerHour " + usdPerHour + ", curve of " + curve.size() + " points");
            }
            for (int i = 1; i < curve.size(); i++) {
                if (curve.get(i).batch() <= curve.get(i - 1).batch()) {
                    throw new IllegalArgumentException(
                            "batch "
                                    + curve.get(i).batch()
                                    + " follows batch "
                                    + curve.get(i - 1).batch());
                }
            }
        }
    }

    /// What a pool generates with so many requests at a time.
    ///
    /// @param batch requests that run together, ≥ 1
    /// @param tokensPerSecond of all of them, above 0
    record BatchSpeed(int batch, double tokensPerSecond) {

        public BatchSpeed {
            if (batch < 1 || !(tokensPerSecond > 0)) {
                throw new IllegalArgumentException(
                        "batch " + batch + ", tokensPerSecond " + tokensPerSecond);
            }
        }
    }
}
