package dev.fogline.router.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.Spread;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancingTest {

    private static final Share IDLE = new Share(0, 1);

    @Test
    void predictedAsksWhoeverHasTheFirstTokenSoonest() {
        var balancing =
                new Balancing(Balance.PREDICTED, Map.of("a", IDLE, "b", IDLE, "c", IDLE), 0);

        assertThat(order(balancing, option("a", 300), option("b", 100), option("c", 200)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void whoIsNoMemberKeepsItsPlace() {
        var balancing = new Balancing(Balance.PREDICTED, Map.of("a", IDLE, "b", IDLE), 0);

        assertThat(order(balancing, option("a", 300), option("device", 900), option("b", 100)))
                .containsExactly("b", "device", "a");
    }

    @Test
    void membersChangePlacesOnlyWithThoseOfTheirModel() {
        var balancing =
                new Balancing(Balance.PREDICTED, Map.of("a", IDLE, "b", IDLE, "c", IDLE), 0);

        assertThat(
                        order(
                                balancing,
                                option("a", 300, "small"),
                                option("b", 100, "large"),
                                option("c", 200, "small")))
                .containsExactly("c", "b", "a");
    }

    @Test
    void aMemberThatIsFourTimesAsFastIsGivenFourTimesAsMany() {
        var shares = new HashMap<>(Map.of("fast", IDLE, "slow", IDLE));
        for (int i = 0; i < 100; i++) {
            String chosen =
                    order(
                                    new Balancing(Balance.PREDICTED, shares, i),
                                    i,
                                    option("fast", 25, 250),
                                    option("slow", 100, 1000))
                            .getFirst();
            shares.computeIfPresent(chosen, (name, share) -> new Share(share.requests() + 1, 1));
        }

        assertThat(shares.get("fast").requests()).isBetween(76, 84);
    }

    @Test
    void promptsThatAMemberHasStillToReadComeFirst() {
        var shares = Map.of("fast", new Share(2, 2_000, 1), "slow", new Share(0, 1));
        IdleEstimate idle =
                (one, unread) ->
                        estimate(one.estimate().firstTokenMillis().median() + unread / 10.0, 1000);
        var balancing = new Balancing(Balance.PREDICTED, shares, 0);

        // 100 ms and 2,000 tokens at 10 a ms before ours: 300 ms
        assertThat(names(balancing.order(of16(100, 290), 0, idle))).containsExactly("slow", "fast");
        assertThat(names(balancing.order(of16(100, 340), 0, idle))).containsExactly("fast", "slow");
    }

    @Test
    void aBatchCostsNothingUntilItIsFull() {
        // 16 slots: the request after 15 has one at once
        assertThat(first16(15, 100, 0, 120)).isEqualTo("fast");
        // the one after 16 waits for a slot, 1,000 ms / 16
        assertThat(first16(16, 100, 0, 190)).isEqualTo("fast");
        assertThat(first16(16, 100, 0, 140)).isEqualTo("slow");
    }

    @Test
    void oneMoreThanAMemberShouldHaveIsAskedLast() {
        // 16 slots, one request more and one for sixteen slots: 18 seats
        assertThat(first16(17, 100, 0, 9_000)).isEqualTo("fast");
        assertThat(first16(18, 100, 0, 9_000)).isEqualTo("slow");
        assertThat(first16(18, 100, 18, 9_000)).isEqualTo("fast");
    }

    @Test
    void seatsAreThoseOfTheBatchAndAFewMore() {
        assertThat(new Share(0, 1).seats(1)).isEqualTo(2);
        assertThat(new Share(0, 1).seats(12)).isEqualTo(13);
        assertThat(new Share(0, 1).seats(200)).isEqualTo(213);
        assertThat(new Share(0, 0.1).seats(200)).isEqualTo(22); // 21.3
        assertThat(new Share(0, 0.1).seats(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    private static String first16(int onFast, double fastMillis, int onSlow, double slowMillis) {
        var shares = Map.of("fast", new Share(onFast, 1), "slow", new Share(onSlow, 1));
        return names(
                        new Balancing(Balance.PREDICTED, shares, 0)
                                .order(
                                        of16(fastMillis, slowMillis),
                                        0,
                                        (one, unread) -> one.estimate()))
                .getFirst();
    }

    /// Two members of 16 slots.
    private static List<Option> of16(double fastMillis, double slowMillis) {
        return List.of(slots16("fast", fastMillis), slots16("slow", slowMillis));
    }

    private static Option slots16(String backend, double firstMillis) {
        Candidate one = candidate(backend, "m");
        return new Option.Single(
                new Candidate(
                        backend,
                        one.model(),
                        new NodeState(NodeState.Readiness.READY, 16, 0, 0, 0, 0, 0, 0)),
                estimate(firstMillis, 1000));
    }

    private static List<String> names(List<Option> order) {
        return order.stream().map(one -> one.first().candidate().backend()).toList();
    }

    @Test
    void aMemberThatIsComingBackIsTakenForSlower() {
        var balancing =
                new Balancing(
                        Balance.PREDICTED,
                        Map.of("a", new Share(0, 0.25), "b", new Share(0, 1)),
                        0);

        assertThat(order(balancing, option("a", 100), option("b", 390))).containsExactly("b", "a");
        assertThat(order(balancing, option("a", 100), option("b", 450))).containsExactly("a", "b");
    }

    @Test
    void aConversationHasAHomeAmongThoseThatAreEqual() {
        var homes = new HashSet<String>();
        for (int turn = 0; turn < 50; turn++) {
            homes.add(firstOfFour(new Share(3, 1), turn, 12345));
        }

        assertThat(homes).hasSize(1);
    }

    @Test
    void conversationsSpreadOverAllThatAreEqual() {
        var asked = new HashMap<String, Integer>();
        for (int prefix = 0; prefix < 1000; prefix++) {
            asked.merge(firstOfFour(new Share(3, 1), 0, prefix), 1, Integer::sum);
        }

        assertThat(asked)
                .hasSize(4)
                .allSatisfy((name, count) -> assertThat(count).isGreaterThan(190));
    }

    @Test
    void aHomeThatIsMoreCrowdedThanAnotherIsNotAsked() {
        String home = firstOfFour(new Share(3, 1), 0, 12345);
        for (int turn = 0; turn < 50; turn++) {
            var shares = new HashMap<>(four(new Share(3, 1)));
            shares.put(home, new Share(5, 1)); // (5 + 1) / (3 + 1) is more than a quarter more
            var balancing = new Balancing(Balance.PREDICTED, shares, turn);

            assertThat(first(balancing, 12345)).isNotEqualTo(home);
        }
    }

    @Test
    void leastLoadedCountsRequestsAndNothingElse() {
        var balancing =
                new Balancing(
                        Balance.LEAST_LOADED,
                        Map.of("a", new Share(2, 1), "b", new Share(3, 1), "c", new Share(0, 0.25)),
                        0);

        assertThat(order(balancing, option("a", 900), option("b", 100), option("c", 100)))
                .containsExactly("a", "b", "c"); // 3, 4 and 1 / 0.25 = 4
    }

    @Test
    void leastLoadedTakesTurnsAmongEquals() {
        var firsts = new HashSet<String>();
        for (int turn = 0; turn < 4; turn++) {
            firsts.add(first(new Balancing(Balance.LEAST_LOADED, four(IDLE), turn), 0));
        }

        assertThat(firsts).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void roundRobinGivesEachItsTurnWhateverIsPredicted() {
        var firsts = new HashMap<String, Integer>();
        for (int turn = 0; turn < 400; turn++) {
            firsts.merge(
                    first(new Balancing(Balance.ROUND_ROBIN, four(IDLE), turn), 0),
                    1,
                    Integer::sum);
        }

        assertThat(firsts).isEqualTo(Map.of("a", 100, "b", 100, "c", 100, "d", 100));
    }

    @Test
    void roundRobinPassesOverMostTurnsOfOneThatComesBack() {
        var shares = new HashMap<>(four(IDLE));
        shares.put("b", new Share(0, 0.1));
        int turns = 0;
        for (int turn = 0; turn < 400; turn++) {
            if (first(new Balancing(Balance.ROUND_ROBIN, shares, turn), 0).equals("b")) {
                turns++;
            }
        }

        assertThat(turns).isBetween(8, 12); // a tenth of its hundred
    }

    @Test
    void theReasonNamesWhoIsAskedInstead() {
        var balancing = new Balancing(Balance.PREDICTED, Map.of("a", IDLE, "b", IDLE), 0);
        var route = route(option("a", 300), option("b", 100));

        assertThat(
                        ((Decision.Route) balancing.of(route, 0, (one, unread) -> one.estimate()))
                                .reason())
                .isEqualTo(
                        "b/m is asked first of its pool, which balances by predicted; as ranked");
    }

    @Test
    void whatIsNotRoutedIsLeftAlone() {
        var refuse = new Decision.Refuse(Fault.of(FaultKind.OVERLOADED, "full"), List.of(), 0);

        assertThat(
                        new Balancing(Balance.PREDICTED, four(IDLE), 0)
                                .of(refuse, 0, (one, unread) -> one.estimate()))
                .isSameAs(refuse);
    }

    @Test
    void membersWithOneModelAreOneForWorkThatNothingIsPredictedOf() {
        var balancing =
                new Balancing(
                        Balance.PREDICTED, Map.of("a", new Share(5, 1), "b", new Share(2, 1)), 0);
        Candidate a = candidate("a", "m");
        Candidate b = candidate("b", "m");

        assertThat(balancing.leastCrowded(List.of(a, b))).containsExactly(b);
        assertThat(balancing.leastCrowded(List.of(a, candidate("b", "n")))).hasSize(2);
        assertThat(balancing.leastCrowded(List.of(a, candidate("device", "m")))).hasSize(2);
    }

    private static Map<String, Share> four(Share share) {
        return Map.of("a", share, "b", share, "c", share, "d", share);
    }

    private static String firstOfFour(Share share, long turn, int prefix) {
        return first(new Balancing(Balance.PREDICTED, four(share), turn), prefix);
    }

    private static String first(Balancing balancing, int prefix) {
        return order(
                        balancing,
                        prefix,
                        option("a", 100),
                        option("b", 101),
                        option("c", 102),
                        option("d", 103))
                .getFirst();
    }

    private static List<String> order(Balancing balancing, Option... ranked) {
        return order(balancing, 0, ranked);
    }

    private static List<String> order(Balancing balancing, int prefix, Option... ranked) {
        Decision decision = balancing.of(route(ranked), prefix, (one, unread) -> one.estimate());
        return ((Decision.Route) decision)
                .order().stream()
                        .map(option -> ((Option.Single) option).candidate().backend())
                        .toList();
    }

    private static Decision.Route route(Option... ranked) {
        return new Decision.Route(List.of(ranked), "p", "as ranked", List.of(), 0);
    }

    private static Option option(String backend, double firstMillis) {
        return option(backend, firstMillis, "m");
    }

    private static Option option(String backend, double firstMillis, double totalMillis) {
        return option(backend, firstMillis, totalMillis, "m");
    }

    private static Option option(String backend, double firstMillis, String model) {
        return option(backend, firstMillis, 1000, model);
    }

    private static Option option(
            String backend, double firstMillis, double totalMillis, String model) {
        return new Option.Single(candidate(backend, model), estimate(firstMillis, totalMillis));
    }

    private static Estimate estimate(double firstMillis, double totalMillis) {
        return new Estimate(
                Spread.exactly(firstMillis),
                Spread.exactly(totalMillis),
                Spread.exactly(0),
                Spread.exactly(0),
                0.5);
    }

    private static Candidate candidate(String backend, String model) {
        Set<Ability> abilities = EnumSet.allOf(Ability.class);
        var profile =
                new ModelProfile(
                        model,
                        Tier.CLOUD,
                        1000,
                        abilities,
                        Prices.FREE,
                        new EnergyProfile(0, 0, "test"),
                        0.5);
        return new Candidate(backend, profile, NodeState.ready(0));
    }
}
