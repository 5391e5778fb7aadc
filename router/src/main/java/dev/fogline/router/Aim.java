package dev.fogline.router;

import dev.fogline.spi.Estimate;

/// What a policy wants least of.
public sealed interface Aim {

    /// By how much one estimate is worse than another: less is better. In the unit of the aim.
    double toll(Estimate estimate);

    /// What is least or most, for sentences.
    String word();

    /// The figure of an estimate, with its unit.
    String figure(Estimate estimate);

    /// As little as can be of one quantity; of quality as much.
    record Extreme(Quantity quantity) implements Aim {

        @Override
        public double toll(Estimate estimate) {
            double value = quantity.in(estimate);
            return quantity.moreIsBetter() ? -value : value;
        }

        @Override
        public String word() {
            return (quantity.moreIsBetter() ? "most " : "least ") + quantity.word();
        }

        @Override
        public String figure(Estimate estimate) {
            return quantity.figure(quantity.in(estimate));
        }
    }

    /// Everything traded for money:
    ///
    /// ```
    /// price = costUsd + usdPerSecond * totalSeconds + usdPerKilowattHour * energyKilowattHours
    ///       + usdPerGoodAnswer * (1 - quality)
    /// ```
    ///
    /// @param usdPerSecond what a second of waiting is worth, ≥ 0
    /// @param usdPerGoodAnswer what a good answer is worth above a bad one, ≥ 0
    /// @param usdPerKilowattHour of energy, ≥ 0
    record Price(double usdPerSecond, double usdPerGoodAnswer, double usdPerKilowattHour)
            implements Aim {

        private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;
        private static final double MILLIS_PER_SECOND = 1e3;

        public Price {
            if (!(usdPerSecond >= 0 && usdPerGoodAnswer >= 0 && usdPerKilowattHour >= 0)) {
                throw new IllegalArgumentException(
                        "usdPerSecond "
                                + usdPerSecond
                                + ", usdPerGoodAnswer "
                                + usdPerGoodAnswer
                                + ", usdPerKilowattHour "
                                + usdPerKilowattHour);
            }
        }

        @Override
        public double toll(Estimate estimate) {
            return estimate.costUsd().median()
                    + usdPerSecond * estimate.totalMillis().median() / MILLIS_PER_SECOND
                    + usdPerKilowattHour
                            * estimate.energyJoules().median()
                            / JOULES_PER_KILOWATT_HOUR
                    + usdPerGoodAnswer * (1 - estimate.quality());
        }

        @Override
        public String word() {
            return "least price";
        }

        @Override
        public String figure(Estimate estimate) {
            return "price "
                    + Figure.of(toll(estimate))
                    + " USD (quality "
                    + Figure.of(estimate.quality())
                    + ", "
                    + Figure.of(estimate.totalMillis().median())
                    + " ms, "
                    + Figure.of(estimate.costUsd().median())
                    + " USD)";
        }
    }
}
