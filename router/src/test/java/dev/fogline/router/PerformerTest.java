package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static dev.fogline.router.Samples.edge;
import static dev.fogline.router.Samples.option;
import static dev.fogline.router.Samples.request;
import static dev.fogline.router.Samples.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Option;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Asks `edge/small` first and `cloud/large` where that fails.
@Timeout(10)
class PerformerTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Conduct CONDUCT =
            new Conduct(LONG, LONG, Conduct.OnCut.FAIL, Optional.empty());
    private static final Duration SHORT = Duration.ofMillis(250);

    private final FakeBackend edge = new FakeBackend("small");
    private final FakeBackend cloud =
            new FakeBackend("large").play(Script.saying("from", " cloud"));
    private final List<Duration> naps = new ArrayList<>();
    private final HandTicker ticker = new HandTicker();
    private final RecordingClient client = new RecordingClient();
    private Catalog catalog;
    private Conduct conduct = CONDUCT;
    private Performer performer = performer(LONG, LONG, ticker);

    @AfterEach
    void close() {
        performer.close();
    }

    @Test
    void givesTheAnswerOfTheFirstOption() throws Exception {
        var outcome = (Outcome.Completed) perform();

        assertThat(client.text()).isEqualTo("one two three");
        assertThat(client.begun()).containsExactly("edge/small");
        assertThat(outcome.served().answer().usage().outputTokens()).isEqualTo(3);
        assertThat(outcome.attempts()).containsExactly(outcome.served());
        assertThat(cloud.asked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"INVALID_REQUEST", "CONTENT_REFUSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void repairsAnEarlyFaultInSilence(FaultKind kind) throws Exception {
        edge.play(Script.failing(kind, "no"), Script.failing(kind, "no"));

        var outcome = (Outcome.Completed) perform();

        assertThat(client.text()).isEqualTo("from cloud");
        assertThat(client.begun()).containsExactly("cloud/large");
        assertThat(failure(outcome).fault()).isEqualTo(Fault.of(kind, "no"));
        assertThat(outcome.attempts()).last().isEqualTo(outcome.served());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"INVALID_REQUEST", "CONTENT_REFUSED"})
    void asksNobodyElseWhereAnotherAnswerWouldBeWrong(FaultKind kind) throws Exception {
        edge.play(Script.failing(kind, "no"));

        assertThat(((Outcome.Failed) perform()).fault()).isEqualTo(Fault.of(kind, "no"));
        assertThat(cloud.asked()).isEmpty();
        assertThat(client.begun()).isEmpty();
    }

    @Test
    void repairsNothingOnceTheClientHasSeenText() throws Exception {
        edge.play(Script.saying("one").thenFailing(FaultKind.BROKEN_STREAM, "gone"));

        var outcome = (Outcome.Failed) perform();

        assertThat(outcome.fault()).isEqualTo(Fault.of(FaultKind.BROKEN_STREAM, "gone"));
        assertThat(failure(outcome).chunksSent()).isEqualTo(1);
        assertThat(client.text()).isEqualTo("one");
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void showsTheFirstFaultWhereAllFail() throws Exception {
        edge.play(Script.failing(FaultKind.OVERLOADED, "first"));
        FakeBackend failing =
                new FakeBackend("large").play(Script.failing(FaultKind.UNAVAILABLE, "second"));
        performer = performer(failing, new Limits(LONG, LONG, 2, 1, 1, 1), ticker);

        var outcome = (Outcome.Failed) perform();

        assertThat(outcome.fault()).isEqualTo(Fault.of(FaultKind.OVERLOADED, "first"));
        assertThat(outcome.attempts()).hasSize(2);
    }

    @Test
    void triesNoMoreThanTheLimit() throws Exception {
        edge.play(Script.failing(FaultKind.OVERLOADED, "no"));
        performer = performer(cloud, new Limits(LONG, LONG, 1, 1, 1, 1), ticker);

        assertThat(perform().attempts()).hasSize(1);
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void aMomentaryFaultIsRepairedWhereItAroseAfterAShortNap() throws Exception {
        edge.play(Script.failing(FaultKind.UNAVAILABLE, "no"));

        var outcome = (Outcome.Completed) perform();

        assertThat(client.begun()).containsExactly("edge/small");
        assertThat(outcome.attempts()).hasSize(2);
        assertThat(naps).containsExactly(Duration.ofMillis(50));
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void theOnlyBackendIsLeftAloneAsLongAsItAsks() throws Exception {
        edge.play(full(Duration.ofSeconds(2)));

        Outcome outcome = performAlone();

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(naps).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void nobodyWaitsWhileAnotherIsFreeAndTheOneThatAskedIsLeftAloneByAll() throws Exception {
        edge.play(full(Duration.ofSeconds(2)));

        perform();

        assertThat(client.begun()).containsExactly("cloud/large");
        assertThat(naps).isEmpty();
        assertThat(readiness()).isEqualTo(Readiness.DOWN);
        assertThat(failure(perform()).fault().message()).isEqualTo("edge asked to be left alone");
        assertThat(edge.asked()).hasSize(1);
        ticker.advance(Duration.ofSeconds(2));
        assertThat(readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void whoAsksForMoreThanTheLimitIsNotWaitedFor() throws Exception {
        edge.play(full(Duration.ofSeconds(6)));

        var outcome = (Outcome.Failed) performAlone();

        assertThat(outcome.fault().retryAfter()).contains(Duration.ofSeconds(6));
        assertThat(outcome.attempts()).hasSize(1);
        assertThat(naps).isEmpty();
    }

    @Test
    void overloadIsTriedFourTimesAtMost() throws Exception {
        Script full = Script.failing(FaultKind.OVERLOADED, "full");
        edge.play(full, full, full, full, full);
        performer = performer(cloud, Limits.DEFAULT, ticker);

        Outcome outcome = performAlone();

        assertThat(outcome.attempts()).hasSize(4);
        assertThat(naps)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void nobodyWaitsBeyondTheDeadline() throws Exception {
        edge.play(full(Duration.ofSeconds(2)));
        InferenceRequest hello = request("hello");
        var hurried =
                request(
                        hello.id(),
                        hello.model(),
                        hello.input(),
                        Duration.ofSeconds(2),
                        DataClass.PUBLIC);

        Outcome outcome = performer.perform(task(hurried, client), route(edge()));

        assertThat(((Outcome.Failed) outcome).fault().kind()).isEqualTo(FaultKind.OVERLOADED);
        assertThat(naps).isEmpty();
    }

    @Test
    void oversleepingEndsWithTheDeadline() throws Exception {
        edge.play(full(Duration.ofMillis(200)));
        Ticker clock = Ticker.system();
        performer = performer(cloud, Limits.DEFAULT, clock, nap -> new CountDownLatch(1).await());
        InferenceRequest hello = request("hello");
        var hurried = request(hello.id(), hello.model(), hello.input(), SHORT, DataClass.PUBLIC);

        Outcome outcome = performer.perform(task(hurried, client, clock.nanos()), route(edge()));

        assertThat(((Outcome.Failed) outcome).fault().kind()).isEqualTo(FaultKind.OVERLOADED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void containsWhatNoBackendMayThrow() throws Exception {
        edge.play(Script.saying().thenThrowing(new IllegalStateException("the prompt was hello")));

        Outcome outcome = perform();

        assertThat(failure(outcome).fault())
                .isEqualTo(Fault.of(FaultKind.INTERNAL, "edge/small threw IllegalStateException"));
        assertThat(client.text()).isEqualTo("from cloud");
    }

    @Test
    void aClientThatLeavesCancels() throws Exception {
        var leaving = new RecordingClient(1);

        Outcome outcome =
                performer.perform(task(request("hello"), leaving), route(edge(), cloud()));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Cancelled(
                                List.of(new Attempt.Cancelled(option(edge()), 0, 1))));
        assertThat(leaving.text()).isEqualTo("one");
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void aClientThatLeavesWhileNothingComesCancels() throws Exception {
        edge.play(Script.saying("one").thenHanging());
        var outcome = new AtomicReference<Outcome>();
        Thread thread = Thread.startVirtualThread(() -> outcome.set(performed()));
        client.awaitChunk();

        client.leave();
        thread.join();

        assertThat(outcome.get())
                .isEqualTo(
                        new Outcome.Cancelled(
                                List.of(new Attempt.Cancelled(option(edge()), 0, 1))));
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void aClientThatHasLeftAlreadyIsNotWaitedFor() throws Exception {
        edge.play(full(Duration.ofSeconds(2)));
        performer = performer(cloud, Limits.DEFAULT, ticker, nap -> Thread.sleep(LONG));
        Thread thread = Thread.startVirtualThread(this::performed);
        while (edge.asked().isEmpty()) {
            Thread.onSpinWait();
        }

        client.leave();

        thread.join(); // ends at once
        assertThat(edge.asked()).hasSize(1);
    }

    @Test
    void clientsThatLeaveDoNotOpenTheBreaker() throws Exception {
        for (int i = 0; i < 5; i++) {
            performer.perform(task(request("hello"), new RecordingClient(1)), route(edge()));
        }

        assertThat(perform()).isInstanceOf(Outcome.Completed.class);
        assertThat(edge.asked()).hasSize(6);
    }

    @Test
    void holdsBackWhatIsNoContentUntilContentComes() throws Exception {
        edge.play(Script.saying("").then(Chunk.of("one")));

        perform();

        assertThat(client.chunks()).containsExactly(Chunk.of(""), Chunk.of("one"));
    }

    @Test
    void forgetsWhatWasHeldBackOfAnAttemptThatFailed() throws Exception {
        edge.play(Script.saying("", "").thenFailing(FaultKind.BROKEN_STREAM, "gone"));

        Outcome outcome = perform();

        assertThat(failure(outcome).chunksSent()).isZero();
        assertThat(client.chunks()).containsExactly(Chunk.of("from"), Chunk.of(" cloud"));
    }

    @Test
    void anAnswerWithoutContentBeginsWhenItEnds() throws Exception {
        edge.play(Script.saying());

        assertThat(perform()).isInstanceOf(Outcome.Completed.class);
        assertThat(client.begun()).containsExactly("edge/small");
        assertThat(client.chunks()).isEmpty();
    }

    @Test
    void refusesWithoutAskingAnybody() throws Exception {
        var fault = Fault.of(FaultKind.UNKNOWN_MODEL, "no such model");

        Outcome outcome =
                performer.perform(
                        task(request("hello"), client), new Decision.Refuse(fault, List.of(), 0));

        assertThat(outcome).isEqualTo(new Outcome.Failed(fault, List.of()));
        assertThat(edge.asked()).isEmpty();
    }

    @Test
    void leavesABackendAloneAfterThreeFaultsAndProbesItAfterTenSeconds() throws Exception {
        Script down = Script.failing(FaultKind.UNAVAILABLE, "gone");
        edge.play(down, down, down);
        perform(); // asks twice
        perform(); // asks once: the breaker has opened
        assertThat(readiness()).isEqualTo(Readiness.DOWN);

        Outcome left = perform();
        ticker.advance(Duration.ofMillis(10_001));
        Outcome probed = perform();

        assertThat(failure(left).fault())
                .isEqualTo(
                        new Fault(
                                FaultKind.UNAVAILABLE,
                                "edge/small has failed too often",
                                Optional.of(Duration.ofSeconds(10))));
        assertThat(edge.asked()).hasSize(4);
        assertThat(((Outcome.Completed) probed).attempts()).hasSize(1);
        assertThat(readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void measuresFromItsStartOnTheRoutersClock() throws Exception {
        var measuring =
                new ClientSink() {
                    @Override
                    public void begin(Option.Single option) {}

                    @Override
                    public void accept(Chunk chunk) {
                        ticker.advance(Duration.ofMillis(20));
                    }
                };

        var outcome =
                (Outcome.Completed)
                        performer.perform(task(request("hello"), measuring), route(edge()));

        assertThat(outcome.served().timings().firstTokenMillis()).isZero();
        assertThat(outcome.served().timings().totalMillis()).isCloseTo(60, within(1e-9));
    }

    @Test
    void asksTheNextWhereNoFirstTokenComes() throws Exception {
        edge.play(Script.saying("").thenHanging());
        performer = performer(SHORT, LONG, Ticker.system());

        Outcome outcome = perform(Ticker.system(), request("hello"));

        assertThat(failure(outcome).fault())
                .isEqualTo(Fault.of(FaultKind.TIMEOUT, "edge/small: no first token within 250 ms"));
        assertThat(client.text()).isEqualTo("from cloud");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void endsAnAnswerThatStallsThoughTheFirstTokenWasGivenLong() throws Exception {
        edge.play(Script.saying("one").thenHanging());
        performer = performer(LONG, SHORT, Ticker.system());

        var outcome = (Outcome.Failed) perform(Ticker.system(), request("hello"));

        assertThat(outcome.fault())
                .isEqualTo(Fault.of(FaultKind.TIMEOUT, "edge/small: nothing came for 250 ms"));
        assertThat(failure(outcome).chunksSent()).isEqualTo(1);
    }

    @Test
    void endsWithTheDeadlineAndAsksNobodyAfterIt() throws Exception {
        edge.play(Script.saying().thenHanging());
        performer = performer(LONG, LONG, Ticker.system());
        InferenceRequest hello = request("hello");
        var hurried = request(hello.id(), hello.model(), hello.input(), SHORT, DataClass.PUBLIC);

        var outcome = (Outcome.Failed) perform(Ticker.system(), hurried);

        assertThat(outcome.fault())
                .isEqualTo(
                        Fault.of(
                                FaultKind.TIMEOUT,
                                "edge/small: the request's deadline has passed"));
        assertThat(cloud.asked()).isEmpty();
    }

    @Test
    void asksNobodyWhoseRequestCameTooLate() throws Exception {
        ticker.advance(LONG);

        assertThat(((Outcome.Failed) perform(() -> 0, request("hello"))).fault())
                .isEqualTo(Fault.of(FaultKind.TIMEOUT, "the request's deadline has passed"));
        assertThat(edge.asked()).isEmpty();
    }

    @Test
    void anInterruptFromOutsideEndsTheRequest() throws Exception {
        edge.play(Script.saying("one").thenHanging());
        var ended = new AtomicReference<Exception>();
        Thread thread =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                perform();
                            } catch (InterruptedException | RuntimeException thrown) {
                                ended.set(thrown);
                            }
                        });
        client.awaitChunk();

        thread.interrupt();
        thread.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(cloud.asked()).isEmpty();
    }

    private Outcome perform() throws InterruptedException {
        return perform(ticker, request("hello"));
    }

    private Outcome perform(Ticker clock, InferenceRequest request) throws InterruptedException {
        return performer.perform(task(request, client, clock.nanos()), route(edge(), cloud()));
    }

    private Task task(InferenceRequest request, ClientSink client) {
        return task(request, client, 0);
    }

    private Task task(InferenceRequest request, ClientSink client, long arrivedNanos) {
        return new Task(
                request,
                new Extraction().of(request),
                conduct,
                arrivedNanos + request.timeout().toNanos(),
                0,
                client);
    }

    private Outcome performed() {
        try {
            return performAlone();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Outcome performAlone() throws InterruptedException {
        return performer.perform(task(request("hello"), client), route(edge()));
    }

    private static Script full(Duration retryAfter) {
        return new Script(
                List.of(
                        new Script.Fail(
                                new Fault(FaultKind.OVERLOADED, "full", Optional.of(retryAfter)))));
    }

    private Readiness readiness() {
        return catalog.snapshot().candidates().getFirst().node().readiness();
    }

    private static Attempt.Failed failure(Outcome outcome) {
        return (Attempt.Failed) outcome.attempts().getFirst();
    }

    private Performer performer(Duration firstToken, Duration stall, Ticker clock) {
        conduct = new Conduct(firstToken, stall, Conduct.OnCut.FAIL, Optional.empty());
        return performer(cloud, new Limits(firstToken, stall, 3, 1, 1, 1), clock);
    }

    private Performer performer(FakeBackend second, Limits limits, Ticker clock) {
        return performer(
                second,
                limits,
                clock,
                nap -> {
                    naps.add(nap);
                    ticker.advance(nap);
                });
    }

    private Performer performer(FakeBackend second, Limits limits, Ticker clock, Sleeper sleeper) {
        var breakers = new Breakers(clock);
        catalog =
                new Catalog(
                        List.of(
                                Samples.place(Samples.setup("edge", Tier.DEVICE), edge),
                                Samples.place(Samples.setup("cloud", Tier.CLOUD), second)),
                        breakers,
                        new Metering(),
                        clock);
        var attempts = new Attempts(catalog, breakers, clock);
        return new Performer(
                Optional.empty(),
                Seating.NONE,
                attempts,
                new Hedges(attempts),
                new Repetitions(catalog, breakers, limits, clock, () -> 0.5),
                new Warming(catalog, clock, Runnable::run),
                limits,
                clock,
                sleeper);
    }
}
