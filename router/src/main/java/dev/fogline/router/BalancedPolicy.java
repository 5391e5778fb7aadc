package dev.fogline.router;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.request.Features;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Trades everything for money: the candidate with the least price is asked first.
///
/// ```
/// price = costUsd + usdPerSecond * totalSeconds + usdPerKilowattHour * energyKilowattHours
///       + usdPerGoodAnswer * (1 - quality)
/// ```
///
/// Equal prices keep the catalog's order.
///
/// @param usdPerSecond what a second of waiting is worth, ≥ 0
/// @param usdPerGoodAnswer what a good answer is worth above a bad one, ≥ 0
/// @param usdPerKilowattHour of energy, ≥ 0
record BalancedPolicy(double usdPerSecond, double usdPerGoodAnswer, double usdPerKilowattHour)
        implements Policy {

    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    @Override
    public String name() {
        return BalancedPolicyProvider.TYPE;
    }

    @Override
    public Ranking rank(Features features, List<Eligible> eligible) {
        List<Eligible> order =
                eligible.stream()
                        .sorted(
                                Comparator.comparingDouble(
                                        candidate -> priceUsd(candidate.estimate())))
                        .toList();
        return new Ranking(order.stream().map(BalancedPolicy::option).toList(), reason(order));
    }

    double priceUsd(Estimate estimate) {
        return estimate.costUsd()
                + usdPerSecond * estimate.totalMillis().median() / 1_000
                + usdPerKilowattHour * estimate.energyJoules() / JOULES_PER_KILOWATT_HOUR
                + usdPerGoodAnswer * (1 - estimate.quality());
    }

    static Option option(Eligible eligible) {
        return new Option.Single(eligible.candidate(), eligible.estimate());
    }

    private String reason(List<Eligible> order) {
        String winner = figures(order.getFirst());
        return order.size() == 1
                ? winner + " is the only candidate"
                : winner + " beats " + figures(order.get(1));
    }

    private String figures(Eligible eligible) {
        Estimate estimate = eligible.estimate();
        return String.format(
                Locale.ROOT,
                "%s at price %.3g USD (quality %.2f, %.0f ms, %.3g USD)",
                eligible.candidate().key(),
                priceUsd(estimate),
                estimate.quality(),
                estimate.totalMillis().median(),
                estimate.costUsd());
    }
}
