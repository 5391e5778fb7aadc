package dev.fogline.router.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Weights 1 and 2, as in the paper.
class FairScheduleTest {

    private static final int PLACES = 10;

    private FairSchedule schedule = new FairSchedule(1, PLACES, ServiceWeights.USUAL);

    @Test
    void chargesInputAtAdmissionAndOutputAsItStreams() {
        arrive(ask("a", 100));

        assertThat(schedule.counter("a")).isZero();
        Ticket ticket = schedule.next().orElseThrow();
        assertThat(schedule.counter("a")).isEqualTo(100);
        schedule.generated(ticket, 3);
        assertThat(schedule.counter("a")).isEqualTo(106);
    }

    @Test
    void whatARequestTookReplacesWhatWasEstimated() {
        arrive(ask("a", 100));
        Ticket ticket = schedule.next().orElseThrow();
        schedule.generated(ticket, 3);

        double more = schedule.end(ticket, new Used(90, 5)); // -10 read, 2 more generated

        assertThat(more).isEqualTo(-10 + 2 * 2);
        assertThat(schedule.counter("a")).isEqualTo(90 + 2 * 5);
    }

    @Test
    void theLeastServedIsNext() {
        arrive(ask("a", 100), ask("a", 100), ask("b", 30), ask("b", 30), ask("b", 30));

        // a: 100, then b: 30, 60, 90, and only then a again
        assertThat(startAll()).containsExactly("a", "b", "b", "b", "a");
    }

    @Test
    void twiceThePriorityIsTwiceTheService() {
        for (int i = 0; i < 6; i++) {
            schedule.arrive(ask("a", 1, 10));
            if (i < 3) {
                schedule.arrive(ask("b", 2, 10));
            }
        }

        // a: 10, b: 5, b: 10, a: 20, b: 15; then only a is left
        assertThat(startAll()).containsExactly("a", "b", "b", "a", "b", "a", "a", "a", "a");
    }

    @Test
    void whoWasAwayHasSavedNothingUp() {
        arrive(ask("a", 100), ask("a", 100), ask("a", 100));
        run();
        run(); // a has 200, and one request waits

        arrive(ask("b", 10));

        assertThat(schedule.counter("b")).isEqualTo(200);
    }

    @Test
    void whereNobodyWaitsANewcomerBeginsWhereTheLastOneToWaitIs() {
        arrive(ask("a", 100));
        run();

        arrive(ask("b", 10));

        assertThat(schedule.counter("b")).isEqualTo(100);
    }

    @Test
    void aFloodLosesItsOwnNewestWhenAllPlacesAreTaken() {
        schedule = new FairSchedule(1, 3, ServiceWeights.USUAL);
        arrive(ask("a", 10));
        schedule.next();
        arrive(ask("a", 11), ask("a", 12), ask("a", 13));

        var arrival = schedule.arrive(ask("b", 10));

        assertThat(arrival).isInstanceOf(Arrival.WaitsInPlaceOf.class);
        assertThat(((Arrival.WaitsInPlaceOf) arrival).evicted().ask().inputTokens()).isEqualTo(13);
        assertThat(schedule.arrive(ask("a", 10))).isInstanceOf(Arrival.Full.class);
        assertThat(schedule.waiting("a")).isEqualTo(2);
        assertThat(schedule.waiting("b")).isEqualTo(1);
    }

    @Test
    void nobodyIsPushedOutByAnEqual() {
        schedule = new FairSchedule(1, 2, ServiceWeights.USUAL);
        arrive(ask("a", 10));
        schedule.next();
        arrive(ask("a", 10), ask("b", 10));

        assertThat(schedule.arrive(ask("b", 10))).isInstanceOf(Arrival.Full.class);
        assertThat(schedule.arrive(ask("c", 10))).isInstanceOf(Arrival.Full.class);
    }

    @Test
    void aWithdrawnRequestIsNeverNext() {
        Ticket first = ticket(schedule.arrive(ask("a", 10)));
        arrive(ask("b", 10));

        assertThat(schedule.withdraw(first)).isTrue();
        assertThat(schedule.withdraw(first)).isFalse();
        assertThat(startAll()).containsExactly("b");
    }

    @Test
    void aFreeSlotIsNoWait() {
        assertThat(schedule.ahead(ask("a", 10))).isZero();
    }

    @Test
    void aheadIsTheOwnQueueAndWhatFairnessPutsBeforeIt() {
        arrive(ask("a", 100)); // answers of 10 tokens are expected: a request is 100 + 20
        schedule.next();
        arrive(ask("a", 100), ask("a", 100), ask("b", 60));

        // of the running one 20 are left; b's counter is 100 as a's is
        assertThat(schedule.ahead(ask("a", 100)))
                .isEqualTo(20 + 240 + 80); // all of b's comes before
        assertThat(schedule.ahead(ask("c", 100))).isEqualTo(20); // c begins with the least counter
        assertThat(schedule.ahead(ask("b", 100)))
                .isEqualTo(20 + 80 + 80); // and of a's as much as of its own
    }

    @Test
    void expectsAnswersAsLongAsThoseBefore() {
        arrive(ask("a", 100));
        schedule.end(schedule.next().orElseThrow(), new Used(100, 50));
        arrive(ask("a", 100));
        schedule.next();

        assertThat(schedule.ahead(ask("b", 1))).isCloseTo(2 * 50, within(1e-9));
    }

    @Test
    void whatATenantHasNotTakenLatelyItMayTakeFirst() {
        int caughtUp = 10 * 10 / 2; // ten seconds at ten a second, shared by two
        at(0, 10);
        arrive(ask("b", 10));
        run();
        flood(20);
        arrive(ask("a", 10), ask("a", 10));

        arrive(ask("b", 10));

        assertThat(schedule.counter("a")).isEqualTo(10 + 20 * 10); // it began where b was
        assertThat(schedule.counter("b")).isEqualTo(210 - caughtUp);
        arrive(ask("b", 10), ask("b", 10), ask("b", 10), ask("b", 10), ask("b", 10));
        assertThat(startAll()).containsExactly("b", "b", "b", "b", "b", "a", "b", "a");
    }

    @Test
    void whileTheSpeedIsUnknownNothingIsSavedUp() {
        arrive(ask("b", 10));
        run();
        flood(20);
        arrive(ask("a", 10));

        arrive(ask("b", 10));

        assertThat(schedule.counter("b")).isEqualTo(210);
    }

    @Test
    void aNewTenantHasSavedNothingUp() {
        at(0, 10);
        arrive(ask("b", 10));
        run();
        flood(20);
        arrive(ask("a", 10));

        arrive(ask("c", 10));

        assertThat(schedule.counter("c")).isEqualTo(210);
    }

    @Test
    void aSavingIsNotSavedTwice() {
        at(0, 10);
        arrive(ask("b", 10), ask("c", 10));
        run();
        run();
        flood(20);
        arrive(ask("a", 10));
        double catchUp = 10 * 10 / 3.0; // three are about

        arrive(ask("b", 10));
        arrive(ask("c", 10)); // not as much again below b

        assertThat(schedule.counter("b")).isCloseTo(210 - catchUp, within(1e-9));
        assertThat(schedule.counter("c")).isCloseTo(210 - catchUp, within(1e-9));
    }

    @Test
    void aFloodLeavesOthersHalfOfTheShareTheyDoNotUse() {
        schedule = new FairSchedule(10, 100, ServiceWeights.USUAL);
        aheadOfB();

        for (int i = 0; i < 20; i++) {
            schedule.arrive(ask("a", 10));
        }

        assertThat(started()).hasSize(8); // five are b's share, half of them are kept: 2.5
        arrive(ask("b", 10), ask("b", 10), ask("b", 10));
        assertThat(started()).containsExactly("b", "b"); // at once, and then all ten are taken
    }

    @Test
    void nothingIsKeptForWhoHasNotAskedForTenSeconds() {
        schedule = new FairSchedule(10, 100, ServiceWeights.USUAL);
        aheadOfB();
        for (int i = 0; i < 20; i++) {
            schedule.arrive(ask("a", 10));
        }
        assertThat(started()).hasSize(8);

        at(10, 10);
        assertThat(started()).isEmpty();
        at(11, 10);
        assertThat(started()).containsExactly("a", "a");
    }

    @Test
    void whoIsAheadOfNobodyFindsEverySlotFree() {
        schedule = new FairSchedule(10, 100, ServiceWeights.USUAL);
        at(0, 10);
        arrive(ask("b", 10));
        run();

        for (int i = 0; i < 20; i++) {
            schedule.arrive(ask("a", 1));
        }

        assertThat(started()).hasSize(10);
    }

    @Test
    void ofFewSlotsNoneIsKept() {
        schedule = new FairSchedule(3, 100, ServiceWeights.USUAL);
        aheadOfB();

        for (int i = 0; i < 9; i++) {
            schedule.arrive(ask("a", 10));
        }

        assertThat(started()).hasSize(3); // half of one and a half is less than one
    }

    @Test
    void theSharesAreOfWhatTheEnginesTake() {
        schedule = new FairSchedule(1_000, 100, ServiceWeights.USUAL);
        aheadOfB();
        schedule.at(new Moment(0, 10, OptionalDouble.of(10)));

        for (int i = 0; i < 20; i++) {
            schedule.arrive(ask("a", 10));
        }

        assertThat(started()).hasSize(8);
    }

    /// b has asked once, and a has had 200 since.
    private void aheadOfB() {
        at(0, 10);
        arrive(ask("b", 10));
        run();
        flood(20);
    }

    /// Of a, one after the other.
    private void flood(int requests) {
        for (int i = 0; i < requests; i++) {
            arrive(ask("a", 10));
            run();
        }
    }

    private void at(int second, int servicePerSecond) {
        schedule.at(
                new Moment(
                        second * 1_000_000_000L,
                        Integer.MAX_VALUE,
                        OptionalDouble.of(servicePerSecond)));
    }

    /// Those that can start now, and run on.
    private List<String> started() {
        var order = new ArrayList<String>();
        for (Optional<Ticket> next = schedule.next(); next.isPresent(); next = schedule.next()) {
            order.add(next.get().ask().tenant());
        }
        return order;
    }

    private void run() {
        Ticket ticket = schedule.next().orElseThrow();
        schedule.end(ticket, new Used(ticket.ask().inputTokens(), 0));
    }

    private List<String> startAll() {
        var order = new ArrayList<String>();
        for (Optional<Ticket> next = schedule.next(); next.isPresent(); next = schedule.next()) {
            Ask ask = next.get().ask();
            order.add(ask.tenant());
            schedule.end(next.get(), new Used(ask.inputTokens(), 0));
        }
        return order;
    }

    private void arrive(Ask... asks) {
        for (Ask ask : asks) {
            schedule.arrive(ask);
        }
    }

    private static Ticket ticket(Arrival arrival) {
        return ((Arrival.Waits) arrival).ticket();
    }

    private static Ask ask(String tenant, int inputTokens) {
        return ask(tenant, 1, inputTokens);
    }

    private static Ask ask(String tenant, int priority, int inputTokens) {
        return new Ask(tenant, priority, inputTokens, 10, 1_000);
    }
}
