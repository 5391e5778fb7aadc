package dev.fogline.router.pool;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Orders the members of a pool that serve the same model. Pure: chance and turn are numbers in it.
///
/// Answers: *which of several engines that would give the same answer should be asked first?* A
/// policy has ranked everybody by money, time, energy and quality; members of one pool and model
/// differ in time alone. So they are put in another order among themselves, on the places of the
/// ranking that they hold; who is no member keeps its place.
///
/// ```
/// predicted     toll  = (firstTokenMillis + queue * totalMillis / slots) / ramp; times of a member with
///                       nothing to do but the prompts that it has still to read
///               queue = max(0, requests + 1 - slots)
///               first those with less than [Share#seats], by toll; of those within NEAR of the
///               least toll a choice of two, see below
/// least-loaded  toll = (requests + 1) / ramp, those that are equal in turn
/// round-robin   each in turn; one that comes back gets its turn as often as its ramp says
/// ```
///
/// The predicted delay is that of shortest-expected-delay routing (Whitt, "Deciding which queue to
/// join", 1986), for an engine that answers many at once: prompts are read one after the other, so
/// those that are there without a first token come before ours; beside them an answer costs another
/// hardly anything until the batch is full, and then a slot comes free once in `totalMillis /
/// slots`. A member that is four times as fast is given four times as many before it counts as
/// equal. The estimate at the present load is not asked: it is learnt from answers that came one by
/// one, and a burst fills a member far beyond any load it has seen.
///
/// Estimates that are nearly equal are not worth an order. Of those members two are looked at: the
/// home of the conversation, by rendezvous hashing of its beginning (Thaler and Ravishankar, 1998),
/// whose prefix cache may know it, and one by chance. The home is asked unless it is more crowded
/// by more than a quarter: two choices balance nearly as well as all (Mitzenmacher, "The power of
/// two choices in randomized load balancing", 2001), and conversations stay together while that
/// costs nothing.
///
/// @param balance by what
/// @param members by the name of their backend; those left out are no members
/// @param turn how many decisions there were before, ≥ 0
public record Balancing(Balance balance, Map<String, Share> members, long turn) {

    /// No pool.
    public static final Balancing NONE = new Balancing(Balance.PREDICTED, Map.of(), 0);

    /// Estimates within a tenth of each other are equal: predictions of a steady engine are off by
    /// some hundredths, those of a real one by more (assumed).
    private static final double NEAR = 1.1;

    /// Requests that an engine answers at the same time, where nothing tells (assumed).
    private static final int USUAL_SLOTS = 16;

    /// How much more crowded a home may be (assumed).
    private static final double HOMELY = 1.25;

    /// Multiples of it modulo 1 are spread evenly, however many there are.
    private static final double GOLDEN = 0.6180339887498949;

    public Balancing {
        members = Map.copyOf(members);
    }

    /// The same decision, members in their order.
    ///
    /// @param prefixHash of the conversation's beginning
    /// @param idle what the request would take of a member
    public Decision of(Decision decision, int prefixHash, IdleEstimate idle) {
        return members.isEmpty()
                ? decision
                : switch (decision) {
                    case Decision.Route route -> of(route, prefixHash, idle);
                    case Decision.Replay replay -> replay;
                    case Decision.Refuse refuse -> refuse;
                };
    }

    /// Of candidates that are members with one model the least crowded, those that are down last;
    /// if they are not all that, all of them. For work that nothing is predicted of.
    public List<Candidate> leastCrowded(List<Candidate> candidates) {
        boolean alike =
                candidates.stream().map(one -> one.model().name()).distinct().count() == 1
                        && candidates.stream().allMatch(one -> members.containsKey(one.backend()));
        return alike
                ? candidates.stream()
                        .min(
                                Comparator.comparing(Balancing::down)
                                        .thenComparingDouble(one -> share(one).crowd()))
                        .stream()
                        .toList()
                : candidates;
    }

    private static boolean down(Candidate candidate) {
        return candidate.node().readiness() == NodeState.Readiness.DOWN;
    }

    private Decision.Route of(Decision.Route route, int prefixHash, IdleEstimate idle) {
        List<Option> order = order(route.order(), prefixHash, idle);
        return order.equals(route.order())
                ? route
                : new Decision.Route(
                        order,
                        route.policy(),
                        reason(route, order),
                        route.assessments(),
                        route.estimatorSequence());
    }

    private String reason(Decision.Route route, List<Option> order) {
        if (!(order.getFirst() instanceof Option.Single first)
                || first.equals(route.order().getFirst())) {
            return route.reason();
        }
        return first.candidate().key()
                + " is asked first of its pool, which balances by "
                + balance.word()
                + "; "
                + route.reason();
    }

    /// The same options, members in their order.
    ///
    /// @param prefixHash of the conversation's beginning
    public List<Option> order(List<Option> ranked, int prefixHash, IdleEstimate idle) {
        var places = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < ranked.size(); i++) {
            if (ranked.get(i) instanceof Option.Single one
                    && members.containsKey(one.candidate().backend())) {
                places.computeIfAbsent(one.candidate().model().name(), it -> new ArrayList<>())
                        .add(i);
            }
        }
        var order = new ArrayList<>(ranked);
        for (List<Integer> held : places.values()) {
            List<Option.Single> balanced =
                    balanced(
                            held.stream().map(i -> (Option.Single) ranked.get(i)).toList(),
                            prefixHash,
                            idle);
            for (int i = 0; i < held.size(); i++) {
                order.set(held.get(i), balanced.get(i));
            }
        }
        return order;
    }

    private List<Option.Single> balanced(
            List<Option.Single> group, int prefixHash, IdleEstimate idle) {
        return switch (balance) {
            case PREDICTED -> predicted(group, prefixHash, idle);
            case LEAST_LOADED ->
                    inTurn(group).stream()
                            .sorted(Comparator.comparingDouble(one -> share(one).crowd()))
                            .toList();
            case ROUND_ROBIN -> roundRobin(group);
        };
    }

    private List<Option.Single> predicted(
            List<Option.Single> group, int prefixHash, IdleEstimate idle) {
        var tolls = new HashMap<String, Double>();
        group.forEach(one -> tolls.put(one.candidate().backend(), toll(one, idle)));
        ToDoubleFunction<Option.Single> toll =
                one -> tolls.getOrDefault(one.candidate().backend(), Double.MAX_VALUE);
        var order =
                new ArrayList<>(
                        group.stream()
                                .sorted(Comparator.comparing(this::full).thenComparingDouble(toll))
                                .toList());
        boolean full = full(order.getFirst());
        double near = toll.applyAsDouble(order.getFirst()) * NEAR;
        List<Option.Single> leaders =
                order.stream()
                        .filter(one -> full(one) == full && toll.applyAsDouble(one) <= near)
                        .toList();
        if (leaders.size() > 1) {
            Option.Single chosen = ofTwo(leaders, prefixHash);
            order.remove(chosen);
            order.addFirst(chosen);
        }
        return order;
    }

    /// Whether one more would only wait there.
    private boolean full(Option.Single one) {
        Share share = share(one);
        return share.requests() >= share.seats(one.candidate().node().slots());
    }

    private double toll(Option.Single one, IdleEstimate idle) {
        Share share = share(one);
        int known = one.candidate().node().slots();
        int slots = known == Integer.MAX_VALUE ? USUAL_SLOTS : known;
        int queue = Math.max(0, share.requests() + 1 - slots);
        double first = idle.of(one, share.unreadTokens()).firstTokenMillis().median();
        double wait = queue == 0 ? 0 : queue * idle.of(one, 0).totalMillis().median() / slots;
        return (first + wait) / share.ramp();
    }

    private Option.Single ofTwo(List<Option.Single> leaders, int prefixHash) {
        Option.Single home =
                leaders.stream()
                        .max(Comparator.comparingLong(one -> kinship(one, prefixHash)))
                        .orElseThrow();
        List<Option.Single> others = leaders.stream().filter(one -> !one.equals(home)).toList();
        Option.Single other = others.get((int) Math.floorMod(mixed(turn), (long) others.size()));
        return share(home).crowd() <= HOMELY * share(other).crowd() ? home : other;
    }

    /// Of a member and a conversation: the largest one is its home, whoever else comes or goes.
    private static long kinship(Option.Single one, int prefixHash) {
        return mixed(mixed(prefixHash) ^ one.candidate().backend().hashCode());
    }

    private List<Option.Single> roundRobin(List<Option.Single> group) {
        List<Option.Single> order = inTurn(group);
        double chance = Math.floorDiv(turn, (long) group.size()) * GOLDEN % 1;
        return order.stream()
                .sorted(
                        Comparator.comparing(
                                (Option.Single one) ->
                                        share(one).ramp() < 1 && chance >= share(one).ramp()))
                .toList();
    }

    /// By name, another one first each time: a ranking's own order would favour whoever it likes.
    private List<Option.Single> inTurn(List<Option.Single> group) {
        List<Option.Single> byName =
                group.stream()
                        .sorted(
                                Comparator.comparing(
                                        (Option.Single one) -> one.candidate().backend()))
                        .toList();
        int first = (int) Math.floorMod(turn, (long) byName.size());
        var order = new ArrayList<>(byName.subList(first, byName.size()));
        order.addAll(byName.subList(0, first));
        return order;
    }

    private Share share(Option.Single one) {
        return share(one.candidate());
    }

    private Share share(Candidate candidate) {
        Share share = members.get(candidate.backend());
        if (share == null) {
            throw new IllegalArgumentException("no member " + candidate.backend());
        }
        return share;
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit depends on every bit.
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
