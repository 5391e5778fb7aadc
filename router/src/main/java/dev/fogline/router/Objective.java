package dev.fogline.router;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.request.Features;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Orders candidates by an aim, subject to bounds: those that keep all bounds first.
///
/// Among those that keep them: the preferred tiers in their order, then the aim. Among the others:
/// the sum of what they miss, as shares of the limits, then the same. Equals keep the catalog's
/// order.
///
/// @param name of the policy
/// @param aim what to have least of
/// @param bounds to be kept if anybody can; may be empty
/// @param tiers asked first, in this order; those left out come last
public record Objective(String name, Aim aim, List<Bound> bounds, List<Tier> tiers)
        implements Policy {

    public Objective {
        bounds = List.copyOf(bounds);
        tiers = List.copyOf(tiers);
    }

    @Override
    public Ranking rank(Features features, List<Eligible> eligible) {
        List<Eligible> order =
                eligible.stream()
                        .sorted(
                                Comparator.comparingDouble((Eligible one) -> excess(one.estimate()))
                                        .thenComparingInt(this::tierRank)
                                        .thenComparingDouble(one -> aim.toll(one.estimate())))
                        .toList();
        return new Ranking(order.stream().map(Objective::option).toList(), reason(order));
    }

    @Override
    public String standing(Eligible eligible) {
        Estimate estimate = eligible.estimate();
        String missed =
                bounds.stream()
                        .filter(bound -> bound.excess(estimate) > 0)
                        .map(
                                bound ->
                                        bound.quantity().figure(bound.quantity().in(estimate))
                                                + " misses "
                                                + bound)
                        .collect(Collectors.joining(", "));
        return aim.figure(estimate) + (missed.isEmpty() ? "" : "; " + missed);
    }

    static Option option(Eligible eligible) {
        return new Option.Single(eligible.candidate(), eligible.estimate());
    }

    private double excess(Estimate estimate) {
        double excess = 0;
        for (Bound bound : bounds) { // no stream: asked some hundred times to order a hundred
            excess += bound.excess(estimate);
        }
        return excess;
    }

    private int tierRank(Eligible eligible) {
        int rank = tiers.indexOf(eligible.candidate().model().tier());
        return rank < 0 ? tiers.size() : rank;
    }

    private String reason(List<Eligible> order) {
        Eligible winner = order.getFirst();
        String key = winner.candidate().key();
        if (order.size() == 1) {
            return key + " is the only candidate: " + standing(winner);
        }
        Eligible second = order.get(1);
        String beaten =
                " with "
                        + standing(winner)
                        + ", before "
                        + second.candidate().key()
                        + " with "
                        + standing(second);
        if (excess(winner.estimate()) > 0) {
            return "nobody keeps " + bounds + "; " + key + " misses least," + beaten;
        }
        if (excess(second.estimate()) > 0) {
            return key + " alone keeps " + bounds + "," + beaten;
        }
        return tierRank(winner) < tierRank(second)
                ? key + " is of the tier preferred," + beaten
                : key + " has the " + aim.word() + "," + beaten;
    }
}
