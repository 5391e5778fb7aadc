package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.fogline.router.pool.Balance;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Load;
import dev.fogline.router.pool.Member;
import dev.fogline.router.pool.MemberBackend;
import dev.fogline.router.pool.MemberStatus;
import dev.fogline.router.pool.MemberStatus.Standing;
import dev.fogline.router.pool.ModelLoad;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final Duration DRAIN = Duration.ofSeconds(60);

    private static final NodeState ANY_NUMBER =
            new NodeState(NodeState.Readiness.READY, Integer.MAX_VALUE, 0, 0, 0, 0, 0, 0);

    private final HandTicker ticker = new HandTicker();
    private final Map<String, FakeBackend> engines = new HashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private final Pool pool = pool(Balance.PREDICTED);
    private final Catalog catalog = catalog(pool);

    @Test
    void everyMemberIsACandidateUnderItsName() throws Exception {
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));

        assertThat(keys()).containsExactly("a/m", "b/m");
        assertThat(standings()).containsOnly(Standing.UP);
    }

    @Test
    void aMemberThatLeavesFinishesWhatItHas() throws Exception {
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = side.submit(() -> answer(begun, go));
            begun.await();

            pool.members(List.of(Member.of("b", "http://b")));

            assertThat(keys()).containsExactly("b/m");
            assertThat(standings()).containsExactly(Standing.DRAINING, Standing.UP);
            assertThat(engine("a").closed()).isFalse();
            go.countDown();
            assertThat(answer.get().usage().outputTokens()).isEqualTo(3);
        }
        pool.sweep();

        assertThat(engine("a").closed()).isTrue();
        assertThat(forgotten).containsExactly("a");
        assertThat(standings()).containsExactly(Standing.UP);
    }

    @Test
    void aMemberThatLeavesHasItsTimeAndNoMore() throws Exception {
        pool.members(List.of(Member.of("a", "http://a")));
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = side.submit(() -> answer(begun, go));
            begun.await();
            pool.members(List.of());
            ticker.advance(DRAIN.minusNanos(1));
            pool.sweep();
            assertThat(engine("a").closed()).isFalse();

            ticker.advance(Duration.ofNanos(1));
            pool.sweep();

            assertThat(engine("a").closed()).isTrue();
            go.countDown();
            answer.get();
        }
    }

    @Test
    void whoeverIsNoMemberAnyMoreIsUnavailable() throws Exception {
        pool.members(List.of(Member.of("a", "http://a")));
        pool.members(List.of());
        pool.sweep();

        var gone = catalog.backend("a");

        assertThat(gone.state("m").readiness()).isEqualTo(NodeState.Readiness.DOWN);
        assertThat(
                        catchThrowableOfType(
                                        BackendException.class,
                                        () ->
                                                gone.generate(
                                                        Samples.request("hello"), "m", chunk -> {}))
                                .fault()
                                .kind())
                .isEqualTo(FaultKind.UNAVAILABLE);
    }

    @Test
    void aMemberThatIsMarkedGetsNothingNewAndStays() throws Exception {
        pool.members(List.of(new Member("a", "http://a", Map.of(), true)));
        pool.sweep();

        assertThat(keys()).isEmpty();
        assertThat(engine("a").closed()).isFalse();
        assertThat(pool.status())
                .extracting(MemberStatus::standing, MemberStatus::reason)
                .containsExactly(tuple(Standing.DRAINED, Optional.of("it is marked as draining")));

        pool.members(List.of(Member.of("a", "http://a")));
        assertThat(keys()).containsExactly("a/m");
    }

    @Test
    void aMemberThatMovesIsAnotherEngine() throws Exception {
        pool.members(List.of(Member.of("a", "http://a")));
        FakeBackend before = engine("a");

        pool.members(List.of(Member.of("a", "http://elsewhere")));
        pool.sweep();

        assertThat(before.closed()).isTrue();
        assertThat(engine("a").closed()).isFalse();
        assertThat(keys()).containsExactly("a/m");
        assertThat(forgotten).isEmpty();
    }

    @Test
    void oneThatJoinsARunningPoolStartsSlowly() throws Exception {
        pool.members(List.of(Member.of("a", "http://a")));
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));

        assertThat(standings()).containsExactly(Standing.UP, Standing.STARTING);
        assertThat(catalog.snapshot().balancing().members().get("b").ramp()).isEqualTo(0.1);
    }

    @Test
    void aMemberThatCannotBeUsedIsToldOfAndTheOthersBegin() throws Exception {
        pool.members(List.of(Member.of("device", "http://a"), Member.of("b", "http://b")));

        assertThat(keys()).containsExactly("b/m");
        assertThat(pool.unfit()).isEqualTo(Map.of("device", "a backend has this name"));
    }

    @Test
    void theLoadOfAllIsSummedByModel() throws Exception {
        pool.members(
                List.of(
                        Member.of("a", "http://a"),
                        Member.of("b", "http://b"),
                        new Member("c", "http://c", Map.of(), true)));
        pool.said(Member.of("a", "http://a"), Optional.of(new Load(4, 2, 0.5)));
        pool.said(Member.of("b", "http://b"), Optional.of(new Load(8, 1, 1)));
        pool.said(Member.of("c", "http://c"), Optional.of(new Load(8, 8, 1)));

        assertThat(pool.load()).containsExactly(new ModelLoad("m", 2, 12, 12, 3, 0.75));
    }

    @Test
    void everyDecisionHasATurnOfItsOwn() throws Exception {
        pool.members(List.of(Member.of("a", "http://a")));

        assertThat(catalog.snapshot(0.5).balancing().turn()).isZero();
        assertThat(catalog.snapshot(0.5).balancing().turn()).isEqualTo(1);
        assertThat(catalog.snapshot().balancing().turn()).isEqualTo(2);
    }

    @Test
    void whoHasWaitedIsBalancedAnew() throws Exception {
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));
        Seating again = seating(pool, catalog);
        String home = first(again.seated(planned(catalog), task("first", 0), true));
        again.leave(task("first", 0));

        pool.said(Member.of(home, "http://" + home), Optional.of(new Load(9, 0, 0)));

        Plan now = again.seated(planned(catalog), task("second", 0), true);
        assertThat(first(now)).isNotEqualTo(home);
        assertThat(now.order()).hasSize(2);
        assertThat(now.order().getLast().candidate().node().running()).isEqualTo(9);
    }

    @Test
    void whoIsBalancedAnewKeepsItsTurn() throws Exception {
        Pool inTurn = pool(Balance.ROUND_ROBIN);
        Catalog everybody = catalog(inTurn);
        inTurn.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));
        Seating again = seating(inTurn, everybody);
        Plan planned = planned(everybody);
        var asked = new ArrayList<String>();

        for (int i = 0; i < 4; i++) {
            long turn = everybody.snapshot(0.5).balancing().turn();
            asked.add(first(again.seated(planned, task("r" + i, turn), true)));
        }

        assertThat(asked).containsExactly("a", "b", "a", "b");
    }

    @Test
    void requestsOfOneMomentCountForEachOther() throws Exception {
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));
        Seating seating = seating(pool, catalog);
        Plan planned = planned(catalog); // when both were idle
        var asked = new ArrayList<String>();

        for (int i = 0; i < 6; i++) {
            asked.add(first(seating.seated(planned, task("r" + i, 0), false)));
        }

        assertThat(asked.stream().filter("a"::equals)).hasSize(3);
        assertThat(pool.status()).extracting(MemberStatus::inFlight).containsExactly(3, 3);
        for (int i = 0; i < 6; i++) {
            seating.leave(task("r" + i, 0));
        }
        assertThat(pool.status()).extracting(MemberStatus::inFlight).containsExactly(0, 0);
    }

    @Test
    void aPoolHasRoomForWhatItsBatchesHoldAndOneMoreEach() throws Exception {
        pool.members(List.of(Member.of("a", "http://a"), Member.of("b", "http://b")));
        engines.values().forEach(one -> one.show(ANY_NUMBER));
        assertThat(pool.room()).isEqualTo(Room.UNKNOWN);

        pool.said(Member.of("a", "http://a"), Optional.of(new Load(8, 3, 1)));
        assertThat(pool.room()).isEqualTo(Room.UNKNOWN); // b has not said

        pool.said(Member.of("b", "http://b"), Optional.of(new Load(6, 0, 0.5)));
        assertThat(pool.room()).isEqualTo(new Room(9 + 13, 13 - 6)); // a has 11 of 9
        pool.book("b", "r", 100);
        assertThat(pool.room()).isEqualTo(new Room(22, 6));

        engine("b").show(NodeState.down(0));
        assertThat(pool.room()).isEqualTo(new Room(9, 0));
        engine("a").show(NodeState.down(0));
        assertThat(pool.room()).isEqualTo(Room.UNKNOWN); // let them be told so
    }

    @Test
    void whateverMembersSayIsToldOn() throws Exception {
        var told = new AtomicInteger();
        pool.whenChanged(told::incrementAndGet);

        pool.members(List.of(Member.of("a", "http://a")));
        pool.said(Member.of("a", "http://a"), Optional.empty());

        assertThat(told).hasValue(2);
    }

    private Seating seating(Pool members, Catalog everybody) {
        return new MembersAgain(
                turn -> everybody.snapshot(0.5, turn), Samples::untaught, members, ticker);
    }

    private static Plan planned(Catalog everybody) {
        return new Plan(
                Optional.empty(),
                everybody.snapshot().candidates().stream().map(Samples::option).toList());
    }

    private static Task task(String id, long turn) {
        var request = InferenceRequest.chat(id, "auto", "hello");
        return new Task(
                request,
                new Extraction().of(request),
                Conduct.within(Limits.DEFAULT),
                Long.MAX_VALUE,
                turn,
                new RecordingClient());
    }

    private Pool pool(Balance balance) {
        return new Pool(
                new PoolSetup(
                        Samples.setup("pool", Tier.CLOUD),
                        new Discovery.MembersFile(Path.of("members.yaml")),
                        balance,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        DRAIN),
                this::made,
                Set.of("device"),
                forgotten::add,
                ticker);
    }

    private Catalog catalog(Pool members) {
        return new Catalog(
                List.of(), Optional.of(members), new Breakers(ticker), new Metering(), ticker);
    }

    private static String first(Plan plan) {
        return plan.order().getFirst().candidate().backend();
    }

    /// Of member a; says when it has begun, and goes on when told to.
    private Answer answer(CountDownLatch begun, CountDownLatch go) throws Exception {
        return catalog.backend("a")
                .generate(
                        Samples.request("hello"),
                        "m",
                        chunk -> {
                            begun.countDown();
                            await(go);
                        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private PoolMember.Made made(BackendSetup setup, boolean late) {
        var engine = new FakeBackend("m");
        engines.put(setup.name(), engine);
        var counted = new MemberBackend(engine, Duration.ofSeconds(10), late, ticker);
        return new PoolMember.Made(Samples.place(setup, counted), counted);
    }

    private FakeBackend engine(String name) {
        return Optional.ofNullable(engines.get(name)).orElseThrow();
    }

    private List<String> keys() {
        return catalog.snapshot().candidates().stream().map(candidate -> candidate.key()).toList();
    }

    private List<Standing> standings() {
        return pool.status().stream().map(MemberStatus::standing).toList();
    }
}
