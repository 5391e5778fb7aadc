package dev.fogline.router;

import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Option;
import dev.fogline.spi.Policy;
import dev.fogline.spi.request.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Orders candidates, and cascades between them, by an aim, subject to bounds: those that keep all
/// bounds first.
///
/// Among those that keep them: the preferred tiers in their order, then the aim. Among the others:
/// the sum of what they miss, as shares of the limits, then the same. Equals keep the catalog's
/// order. A cascade is of the less preferred tier of its two, and must be better than every single
/// candidate to be chosen.
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
                                (one, other) ->
                                        compare(
                                                one.estimate(),
                                                tierRank(one.candidate()),
                                                other.estimate(),
                                                tierRank(other.candidate())))
                        .toList();
        return new Ranking(order.stream().map(Objective::option).toList(), reason(order));
    }

    @Override
    public Ranking rank(Features features, List<Eligible> eligible, List<Option.Cascade> cascades) {
        Ranking without = rank(features, eligible);
        Option.Single best = (Option.Single) without.order().getFirst();
        Option.Cascade cascade =
                cascades.stream()
                        .min(
                                (one, other) ->
                                        compare(
                                                one.estimate(),
                                                tierRank(one),
                                                other.estimate(),
                                                tierRank(other)))
                        .orElseThrow();
        boolean better =
                compare(
                                cascade.estimate(),
                                tierRank(cascade),
                                best.estimate(),
                                tierRank(best.candidate()))
                        < 0;
        return better ? before(cascade, without) : without;
    }

    /// Less is better.
    private int compare(Estimate one, int itsRank, Estimate other, int otherRank) {
        int byExcess = Double.compare(excess(one), excess(other));
        if (byExcess != 0) {
            return byExcess;
        }
        return itsRank == otherRank
                ? Double.compare(aim.toll(one), aim.toll(other))
                : Integer.compare(itsRank, otherRank);
    }

    private Ranking before(Option.Cascade cascade, Ranking rest) {
        var order = new ArrayList<Option>();
        order.add(cascade);
        order.addAll(rest.order());
        Option.Single best = (Option.Single) rest.order().getFirst();
        return new Ranking(
                order,
                key(cascade)
                        + ", in "
                        + Figure.of(cascade.rule().handOver())
                        + " of such cases, with "
                        + standing(cascade.estimate())
                        + ", before "
                        + best.candidate().key()
                        + " alone with "
                        + standing(best.estimate()));
    }

    /// A draft and whom it is handed over to, in words.
    static String key(Option.Cascade cascade) {
        return cascade.draft().candidate().key()
                + ", handing over to "
                + cascade.next().candidate().key();
    }

    @Override
    public String standing(Eligible eligible) {
        return standing(eligible.estimate());
    }

    private String standing(Estimate estimate) {
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

    private int tierRank(Option.Cascade cascade) {
        return Math.max(
                tierRank(cascade.draft().candidate()), tierRank(cascade.next().candidate()));
    }

    private int tierRank(Candidate candidate) {
        int rank = tiers.indexOf(candidate.model().tier());
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
        return tierRank(winner.candidate()) < tierRank(second.candidate())
                ? key + " is of the tier preferred," + beaten
                : key + " has the " + aim.word() + "," + beaten;
    }
}
