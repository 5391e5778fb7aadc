package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.fair.FairSetup;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.fair.Used;
import dev.fogline.router.tenants.Elsewhere;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One slot, unless a test says otherwise; answers of ten tokens are expected.
@Timeout(10)
class GateTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final TenantLimits A_THOUSAND = new TenantLimits(1, 1_000, Long.MAX_VALUE);

    private final HandTicker ticker = new HandTicker();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private TenantLimits limits = TenantLimits.NONE;
    private Elsewhere elsewhere = Elsewhere.NOTHING;
    private Room room = Room.UNKNOWN;
    private Gate gate = gate(1, 10, HOUR);

    @Test
    void whoFindsNoSlotWaitsForTheNextOne() throws Exception {
        Turn first = open(gate.pass(guest("a", 100), new Wanted()));
        FutureTask<Gate.Passage> second = waiting(guest("b", 100), new Wanted());

        first.end();

        Turn next = open(second.get());
        assertThat(gate.state().running()).isEqualTo(1);
        next.end();
        assertThat(gate.state().running()).isZero();
    }

    @Test
    void tellsWhetherOneHasWaited() throws Exception {
        Gate.Passage first = gate.pass(guest("a", 100), new Wanted());
        FutureTask<Gate.Passage> second = waiting(guest("b", 100), new Wanted());

        open(first).end();
        open(second.get()).end();

        assertThat(((Gate.Passage.Open) first).waited()).isFalse();
        assertThat(((Gate.Passage.Open) second.get()).waited()).isTrue();
    }

    @Test
    void whoFindsNoRoomAtTheMembersWaitsUntilThereIsSome() throws Exception {
        gate = gate(10, 10, HOUR);
        room = new Room(9, 0);
        FutureTask<Gate.Passage> first = waiting(guest("a", 100), new Wanted());

        gate.look();
        assertThat(gate.state().waiting()).isEqualTo(1);
        room = new Room(9, 1);
        gate.look();

        Gate.Passage passage = first.get();
        assertThat(((Gate.Passage.Open) passage).waited()).isTrue();
        open(passage).end();
    }

    @Test
    void whoWasLetThroughHoldsItsPlaceUntilTheMemberCountsIt() throws Exception {
        gate = gate(10, 10, HOUR);
        room = new Room(9, 1);
        Turn first = open(gate.pass(guest("a", 100), new Wanted()));
        FutureTask<Gate.Passage> second = waiting(guest("b", 100), new Wanted());

        first.seated(); // the room of the test is still 1: somebody else has left
        first.seated();

        Turn next = open(second.get());
        FutureTask<Gate.Passage> third = waiting(guest("c", 100), new Wanted());
        next.end(); // it needed no seat
        open(third.get()).end();
        first.end();
        assertThat(gate.state().running()).isZero();
    }

    @Test
    void withoutAQueueRequestsWaitForMembersAlone() throws Exception {
        registry.clear();
        gate =
                new Gate(
                        new FairSetup(Optional.empty(), new Limited()),
                        () -> room,
                        ticker,
                        new GateMetrics(registry));
        Turn first = open(gate.pass(guest("a", 100), new Wanted()));
        assertThat(gate.queues()).isFalse();
        room = new Room(9, 0);

        FutureTask<Gate.Passage> second = waiting(guest("a", 100), new Wanted());

        assertThat(gate.queues()).isTrue();
        room = Room.UNKNOWN;
        first.end();
        open(second.get()).end();
    }

    @Test
    void whoStreamedMoreWaitsForWhoHadLess() throws Exception {
        Turn running = open(gate.pass(guest("a", 10), new Wanted()));
        FutureTask<Gate.Passage> a = waiting(guest("a", 10), new Wanted());
        FutureTask<Gate.Passage> b = waiting(guest("b", 10), new Wanted());
        for (int i = 0; i < 50; i++) {
            running.piece();
        }

        running.end();

        open(b.get()).end();
        open(a.get()).end();
    }

    @Test
    void tellsAtOnceWhoWouldWaitTooLong() throws Exception {
        measured(100); // tokens, weighted, in a second
        Turn running = open(gate.pass(guest("a", 100), new Wanted()));
        FutureTask<Gate.Passage> a = waiting(guest("a", 980), new Wanted());

        // 20 are left of the one that runs, 980 + 20 wait: 1,020, at 109 in a second, as the newest
        // prompt was read at once
        Fault fault = refused(gate.pass(guest("a", 10, Duration.ofSeconds(4)), new Wanted()));

        assertThat(fault.kind()).isEqualTo(FaultKind.OVERLOADED);
        assertThat(fault.message())
                .startsWith("every slot is taken: a wait of 9336 ms")
                .endsWith("and this request can wait 4000 ms");
        assertThat(fault.retryAfter().orElseThrow().toMillis()).isEqualTo(9_336 - 4_000);
        assertThat(counted("a", "too_late")).isEqualTo(1);
        running.end();
        open(a.get()).end();
    }

    @Test
    void whoHasTimeWaits() throws Exception {
        measured(100);
        Turn running = open(gate.pass(guest("a", 100), new Wanted()));

        FutureTask<Gate.Passage> patient = waiting(guest("a", 10, HOUR), new Wanted());

        running.end();
        open(patient.get()).end();
    }

    @Test
    void theTimeToAnswerIsNotThereForWaiting() throws Exception {
        measured(100);
        Turn running = open(gate.pass(guest("a", 100), new Wanted()));
        long deadline = ticker.nanos() + Duration.ofSeconds(4).toNanos();

        var late = new Gate.Guest("a", 10, 10, 1_000, deadline, 3_950);

        assertThat(refused(gate.pass(late, new Wanted())).message()).contains("can wait 50 ms");
        running.end();
    }

    @Test
    void aFloodIsPushedOutByWhoHasLessWaiting() throws Exception {
        gate = gate(1, 2, HOUR);
        Turn running = open(gate.pass(guest("a", 10), new Wanted()));
        FutureTask<Gate.Passage> kept = waiting(guest("a", 10), new Wanted());
        FutureTask<Gate.Passage> pushed = waiting(guest("a", 10), new Wanted());

        var task = new FutureTask<>(() -> gate.pass(guest("b", 10), new Wanted()));
        Thread.ofVirtual().start(task);

        assertThat(refused(pushed.get()).message())
                .isEqualTo("every slot and every place in the queue is taken");
        assertThat(counted("a", "queue_full")).isEqualTo(1);
        running.end();
        open(kept.get()).end();
        open(task.get()).end();
    }

    @Test
    void whoLeavesIsNeverNext() throws Exception {
        Turn running = open(gate.pass(guest("a", 10), new Wanted()));
        var wanted = new Wanted();
        FutureTask<Gate.Passage> waiting = waiting(guest("a", 10), wanted);

        wanted.end();

        assertThat(waiting.get()).isInstanceOf(Gate.Passage.Left.class);
        assertThat(gate.state().waiting()).isZero();
        running.end();
        assertThat(gate.state().running()).isZero();
    }

    @Test
    void anInterruptFromOutsideHoldsNothing() throws Exception {
        Turn running = open(gate.pass(guest("a", 10), new Wanted()));
        var task = new FutureTask<>(() -> gate.pass(guest("a", 10), new Wanted()));
        Thread thread = Thread.ofVirtual().start(task);
        await(1);

        thread.interrupt();

        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(gate.state().waiting()).isZero();
        running.end();
    }

    @Test
    void aMinuteThatIsUsedUpSaysWhenThereIsRoom() throws Exception {
        limits = A_THOUSAND;
        gate = gate(5, 10, HOUR);
        open(gate.pass(guest("a", 600), new Wanted())).end(new Used(500, 200)); // 700 in truth
        ticker.advance(Duration.ofSeconds(20));

        Fault fault = refused(gate.pass(guest("a", 301), new Wanted()));

        assertThat(fault.message()).isEqualTo("a has used 700 of its 1000 tokens a minute");
        assertThat(fault.retryAfter()).hasValue(Duration.ofSeconds(41));
        assertThat(counted("a", "tokens_per_minute")).isEqualTo(1);
        open(gate.pass(guest("b", 301), new Wanted())).end();
        open(gate.pass(guest("a", 300), new Wanted())).end();
        ticker.advance(Duration.ofSeconds(41));
        open(gate.pass(guest("a", 301), new Wanted())).end();
    }

    @Test
    void whatATenantTookElsewhereCountsToo() throws Exception {
        limits = A_THOUSAND;
        gate = gate(5, 10, HOUR);
        elsewhere = new Elsewhere(600, 0);

        assertThat(refused(gate.pass(guest("a", 401), new Wanted())).retryAfter())
                .hasValue(Duration.ofMinutes(1));
        open(gate.pass(guest("a", 400), new Wanted())).end();
    }

    @Test
    void aPromptLongerThanTheLimitHasAMinuteToItself() throws Exception {
        limits = A_THOUSAND;
        gate = gate(5, 10, HOUR);

        open(gate.pass(guest("a", 5_000), new Wanted())).end();

        assertThat(refused(gate.pass(guest("a", 1), new Wanted())).retryAfter()).isPresent();
    }

    @Test
    void requestsThatRunCountInTheMinuteAlready() throws Exception {
        limits = A_THOUSAND;
        gate = gate(5, 10, HOUR);
        Turn running = open(gate.pass(guest("a", 900), new Wanted()));

        assertThat(gate.pass(guest("a", 101), new Wanted()))
                .isInstanceOf(Gate.Passage.Refused.class);
        running.end();
    }

    @Test
    void aHundredTenantsHaveNamesInTheMetrics() throws Exception {
        gate = gate(5, 10, HOUR);
        for (int i = 0; i < 105; i++) {
            open(gate.pass(guest("t" + i, 10), new Wanted())).end(new Used(10, 3));
        }

        var tokens = (CounterSnapshot) metric("fogline_tenant_tokens");
        assertThat(tokens.getDataPoints()).hasSize(2 * 101);
        assertThat(
                        tokens.getDataPoints().stream()
                                .filter(point -> "other".equals(point.getLabels().get("tenant")))
                                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                                .sum())
                .isEqualTo(5 * 13);
    }

    /// Ten seconds of answers, one after the other.
    private void measured(int tokensPerSecond) throws Exception {
        for (int second = 0; second < 10; second++) {
            Turn turn = open(gate.pass(guest("a", tokensPerSecond - 20), new Wanted()));
            ticker.advance(Duration.ofSeconds(1));
            turn.end(new Used(tokensPerSecond - 20, 10));
        }
    }

    private Gate gate(int slots, int places, Duration longestWait) {
        registry.clear();
        var setup =
                new FairSetup(
                        Optional.of(new QueueSetup(slots, places, longestWait)), new Limited());
        return new Gate(setup, () -> room, ticker, new GateMetrics(registry));
    }

    /// Every tenant has the limits of the test.
    private final class Limited implements Tenants {

        @Override
        public Optional<Tenant> byKey(KeyHash key) {
            return Optional.empty();
        }

        @Override
        public boolean any() {
            return true;
        }

        @Override
        public TenantLimits limits(String name) {
            return limits;
        }

        @Override
        public Elsewhere elsewhere(String name) {
            return elsewhere;
        }
    }

    private FutureTask<Gate.Passage> waiting(Gate.Guest guest, Wanted wanted) {
        int before = gate.state().waiting();
        var task = new FutureTask<>(() -> gate.pass(guest, wanted));
        Thread.ofVirtual().start(task);
        await(before + 1);
        return task;
    }

    private void await(int waiting) {
        while (gate.state().waiting() < waiting) {
            Thread.onSpinWait();
        }
    }

    private Gate.Guest guest(String tenant, int inputTokens) {
        return guest(tenant, inputTokens, HOUR);
    }

    private Gate.Guest guest(String tenant, int inputTokens, Duration left) {
        return new Gate.Guest(tenant, inputTokens, 10, 1_000, ticker.nanos() + left.toNanos(), 0);
    }

    private static Turn open(Gate.Passage passage) {
        assertThat(passage).isInstanceOf(Gate.Passage.Open.class);
        return ((Gate.Passage.Open) passage).turn();
    }

    private static Fault refused(Gate.Passage passage) {
        assertThat(passage).isInstanceOf(Gate.Passage.Refused.class);
        return ((Gate.Passage.Refused) passage).fault();
    }

    private double counted(String tenant, String reason) {
        return ((CounterSnapshot) metric("fogline_tenant_refused"))
                .getDataPoints().stream()
                        .filter(point -> tenant.equals(point.getLabels().get("tenant")))
                        .filter(point -> reason.equals(point.getLabels().get("reason")))
                        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                        .sum();
    }

    private Object metric(String name) {
        List<Object> found = new ArrayList<>();
        registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .forEach(found::add);
        return found.getFirst();
    }
}
