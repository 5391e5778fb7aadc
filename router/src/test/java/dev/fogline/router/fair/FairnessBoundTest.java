package dev.fogline.router.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds that the paper proves, on random loads: tenants come, flood and go, requests differ a
/// hundredfold.
class FairnessBoundTest {

    private static final int SLOTS = 4;
    private static final int LONGEST_INPUT = 1_000;
    private static final int LONGEST_OUTPUT = 200;
    private static final int STEPS = 20_000;

    /// Lemma 4.3 with slots.
    private static final double BOUND = LONGEST_INPUT + SLOTS * 2.0 * LONGEST_OUTPUT;

    private static final Map<String, Integer> PRIORITIES = Map.of("a", 1, "b", 1, "c", 2, "d", 5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countersOfThoseWhoWaitStayTogether(long seed) {
        var load = new Load(seed);

        for (int step = 0; step < STEPS; step++) {
            load.step();
            List<Double> counters =
                    load.backlogged().stream().map(load.schedule::counter).sorted().toList();
            if (counters.size() > 1) {
                assertThat(counters.getLast() - counters.getFirst()).isLessThanOrEqualTo(BOUND);
            }
        }
        assertThat(load.bothWaited).isGreaterThan(STEPS / 4);
    }

    /// The same, and what may be caught up on, which these loads do: ten seconds of twenty thousand
    /// at most.
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whoCatchesUpIsNotFurtherBehindThanItMayBe(long seed) {
        var load = new Load(seed);
        double furthest = 0;

        for (int step = 0; step < STEPS; step++) {
            load.schedule.at(
                    new Moment(step * 10_000_000L, Integer.MAX_VALUE, OptionalDouble.of(20_000)));
            load.step();
            List<Double> counters =
                    load.backlogged().stream().map(load.schedule::counter).sorted().toList();
            if (counters.size() > 1) {
                furthest = Math.max(furthest, counters.getLast() - counters.getFirst());
            }
        }
        assertThat(furthest).isGreaterThan(BOUND).isLessThanOrEqualTo(BOUND + 10 * 20_000);
    }

    /// Theorem 4.4: as long as two both have requests waiting, the service that they receive for
    /// each unit of priority differs by no more than twice the bound.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void serviceOfTwoThatWaitIsEqualWithinTwiceTheBound(long seed) {
        var load = new Load(seed);
        Optional<Double> difference = Optional.empty();
        int longest = 0;
        int steps = 0;

        for (int step = 0; step < STEPS; step++) {
            load.step();
            if (load.backlogged().contains("b") && load.backlogged().contains("d")) {
                double now = load.service("b") - load.service("d");
                if (difference.isEmpty()) {
                    difference = Optional.of(now);
                }
                assertThat(Math.abs(now - difference.get())).isLessThanOrEqualTo(2 * BOUND);
                longest = Math.max(longest, ++steps);
            } else {
                difference = Optional.empty();
                steps = 0;
            }
        }
        assertThat(longest).isGreaterThan(100);
    }

    /// Section 4.2: it is work-conserving.
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void noSlotIsFreeWhileSomebodyWaits(long seed) {
        var load = new Load(seed);

        for (int step = 0; step < STEPS; step++) {
            load.step();
            assertThat(load.schedule.running() == SLOTS || load.schedule.waiting() == 0).isTrue();
        }
    }

    /// One of ten times the load takes nothing of what the others are due: whoever asks for less
    /// than its share waits for no more than the bound.
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void aFloodDoesNotDelayWhoAsksForLittle(long seed) {
        var random = new SplittableRandom(seed);
        var schedule = new FairSchedule(1, 1_000, ServiceWeights.USUAL);
        int position = 0;
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 5; i++) {
                schedule.arrive(new Ask("flood", 1, 100, 0, 0));
            }
            position = round + 1;
            if (round % 4 == seed % 4) {
                schedule.arrive(new Ask("small", 1, 1 + random.nextInt(100), 0, 0));
                Ticket first = schedule.next().orElseThrow();
                schedule.end(first, new Used(first.ask().inputTokens(), 0));
                Ticket second = schedule.next().orElseThrow();
                schedule.end(second, new Used(second.ask().inputTokens(), 0));
                assertThat(List.of(first.ask().tenant(), second.ask().tenant())).contains("small");
            } else {
                Ticket next = schedule.next().orElseThrow();
                schedule.end(next, new Used(next.ask().inputTokens(), 0));
            }
        }
        assertThat(schedule.waiting("flood")).isGreaterThan(position * 3);
    }

    /// Requests whose lengths are exactly known, on slots that all generate at one speed.
    private static final class Load {

        private final FairSchedule schedule = new FairSchedule(SLOTS, 50, ServiceWeights.USUAL);
        private final RandomGenerator random;
        private final Map<Ticket, Integer> left = new HashMap<>();
        private final Map<String, Double> received = new HashMap<>();
        private int bothWaited;

        Load(long seed) {
            this.random = new SplittableRandom(seed);
        }

        void step() {
            for (String tenant : PRIORITIES.keySet().stream().sorted().toList()) {
                boolean active = random.nextInt(100) < 97;
                int wanted = tenant.equals("a") ? 3 : 1;
                for (int i = 0; active && i < wanted && random.nextInt(40) == 0; i++) {
                    int input = 10 + random.nextInt(LONGEST_INPUT - 9);
                    schedule.arrive(
                            new Ask(tenant, PRIORITIES.get(tenant), input, 100, LONGEST_OUTPUT));
                }
            }
            start();
            for (Ticket ticket : List.copyOf(left.keySet())) {
                schedule.generated(ticket, 1);
                receive(ticket, 2);
                if (left.merge(ticket, -1, Integer::sum) == 0) {
                    left.remove(ticket);
                    int output = ticket.generatedTokens();
                    schedule.end(ticket, new Used(ticket.ask().inputTokens(), output));
                }
            }
            start();
            bothWaited += backlogged().size() > 1 ? 1 : 0;
        }

        List<String> backlogged() {
            var names = new ArrayList<String>();
            for (String tenant : PRIORITIES.keySet()) {
                if (schedule.waiting(tenant) > 0) {
                    names.add(tenant);
                }
            }
            return names;
        }

        double service(String tenant) {
            return received.getOrDefault(tenant, 0.0) / PRIORITIES.get(tenant);
        }

        private void start() {
            for (Optional<Ticket> next = schedule.next();
                    next.isPresent();
                    next = schedule.next()) {
                left.put(next.get(), 1 + random.nextInt(LONGEST_OUTPUT));
                receive(next.get(), next.get().ask().inputTokens());
            }
        }

        private void receive(Ticket ticket, double service) {
            received.merge(ticket.ask().tenant(), service, Double::sum);
        }
    }
}
