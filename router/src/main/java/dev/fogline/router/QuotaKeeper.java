package dev.fogline.router;

import dev.fogline.cost.routing.RunningQuantile;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Option;
import dev.fogline.spi.request.DataClass;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;

/// The threshold of one policy's quota, as it moves with every decision. Thread-safe.
///
/// Every request that is routed under the policy counts, also where there was no choice, so that
/// later requests make up for what the cloud could not take, within the threshold's bounds. Private
/// ones do not count: they stay on the device whatever is wanted.
final class QuotaKeeper {

    private final Quota quota;
    private final OptionalDouble last;

    /// Empty until the first cloud candidate said what it costs: dollars are measured by that.
    private final AtomicReference<Optional<Kept>> kept;

    /// @param unit dollars that count as 1; 1 for shares
    private record Kept(RunningQuantile threshold, double unit) {}

    /// @param last the threshold where an earlier run left it
    QuotaKeeper(Quota quota, OptionalDouble last) {
        this.quota = quota;
        this.kept = new AtomicReference<>(begun(quota, last));
        this.last = last;
    }

    private static Optional<Kept> begun(Quota quota, OptionalDouble last) {
        return switch (quota) {
            case Quota.CloudShare share ->
                    Optional.of(new Kept(new RunningQuantile(share.wanted(), last.orElse(0)), 1));
            case Quota.CloudUsd usd -> Optional.empty();
        };
    }

    Quota quota() {
        return quota;
    }

    /// As it stands.
    RunningQuantile threshold() {
        return kept.get()
                .map(Kept::threshold)
                .orElseGet(() -> new RunningQuantile(quota.wanted(), last.orElse(0)));
    }

    /// Takes a decision into account.
    void count(Decision decision, DataClass dataClass) {
        if (decision instanceof Decision.Route route && dataClass != DataClass.PRIVATE) {
            kept.updateAndGet(before -> next(before.or(() -> begun(route.order())), route));
        }
    }

    private Optional<Kept> begun(List<Option> order) {
        return order.stream()
                .filter(option -> Apportioned.tier(option) == Tier.CLOUD)
                .mapToDouble(QuotaKeeper::costUsd)
                .filter(cost -> cost > 0)
                .boxed()
                .findFirst()
                .map(
                        unit ->
                                new Kept(
                                        new RunningQuantile(quota.wanted() / unit, last.orElse(0)),
                                        unit));
    }

    private Optional<Kept> next(Optional<Kept> before, Decision.Route route) {
        Option first = route.order().getFirst();
        return before.map(
                last -> new Kept(last.threshold().after(taken(first) / last.unit()), last.unit()));
    }

    private double taken(Option first) {
        if (Apportioned.tier(first) != Tier.CLOUD) {
            return 0;
        }
        return switch (quota) {
            case Quota.CloudShare share -> 1;
            case Quota.CloudUsd usd -> costUsd(first);
        };
    }

    private static double costUsd(Option option) {
        return option.first().estimate().costUsd().median();
    }
}
