package dev.fogline.router;

import dev.fogline.cost.routing.RunningQuantile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Which tier is asked first where a policy has a quota: the cloud if its best answer is expected
/// to be better than the device's best by more than a threshold. Within a tier the policy's own
/// order stands. Pure.
final class Apportioned {

    private Apportioned() {}

    /// What the cloud is expected to gain in quality, in [-1, 1]; empty where there is no choice.
    static OptionalDouble gain(List<Option> order) {
        OptionalDouble cloud = best(order, Tier.CLOUD);
        OptionalDouble device = best(order, Tier.DEVICE);
        return cloud.isPresent() && device.isPresent()
                ? OptionalDouble.of(cloud.getAsDouble() - device.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble best(List<Option> order, Tier tier) {
        return order.stream()
                .filter(option -> tier(option) == tier)
                .mapToDouble(option -> option.first().estimate().quality())
                .max();
    }

    static Policy.Ranking of(Policy.Ranking ranking, Quota quota, RunningQuantile threshold) {
        OptionalDouble gain = gain(ranking.order());
        if (gain.isEmpty()) {
            return ranking;
        }
        boolean above = threshold.takes(gain.getAsDouble());
        Tier first = above ? Tier.CLOUD : Tier.DEVICE;
        List<Option> order =
                Stream.concat(
                                ranking.order().stream().filter(option -> tier(option) == first),
                                ranking.order().stream().filter(option -> tier(option) != first))
                        .toList();
        return new Policy.Ranking(
                order,
                order.getFirst().first().candidate().key()
                        + " keeps the "
                        + quota.words()
                        + ": the cloud gains "
                        + Figure.of(gain.getAsDouble())
                        + " in quality, "
                        + (above ? "above" : "not above")
                        + " the threshold of "
                        + Figure.of(threshold.threshold()));
    }

    static Tier tier(Option option) {
        return option.first().candidate().model().tier();
    }
}
