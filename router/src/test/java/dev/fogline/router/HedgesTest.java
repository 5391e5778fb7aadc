package dev.fogline.router;

import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A first answer fills the budget: 10 tokens of a prompt and 3 of output, all of which may be
/// spent.
@Timeout(10)
class HedgesTest {

    private static final InferenceRequest HELLO = request("hello");
    private static final Conduct SOON = Stage.hedging(Duration.ofMillis(1), 1);
    private static final Conduct LATE = Stage.hedging(Stage.LONG, 1);
    private static final Script SILENT = Script.saying("").thenHanging();

    private final FakeBackend first = new FakeBackend("m0");
    private final FakeBackend second = new FakeBackend("m1");
    private final Stage stage = new Stage(first, second);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aFirstThatAnswersInTimeStaysAlone() throws Exception {
        Outcome outcome = stage.perform(HELLO, LATE);

        assertThat(outcome.attempts()).hasSize(1);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void theSecondAnswersWhileTheFirstIsSilent() throws Exception {
        stage.perform(HELLO, LATE);
        first.play(SILENT);

        var outcome = (Outcome.Completed) stage.perform(HELLO, SOON);

        assertThat(outcome.served().answer().servedModel()).isEqualTo("m1");
        assertThat(outcome.attempts())
                .containsExactly(new Attempt.Cancelled(Stage.at(0), 0, 0), outcome.served());
        assertThat(outcome.resumed()).isFalse();
        assertThat(stage.client.begun()).containsExactly("b0/m0", "b1/m1");
    }

    @Test
    void theFirstWinsIfItsContentComesBeforeTheSeconds() throws Exception {
        stage.perform(HELLO, LATE);
        var speak = new CountDownLatch(1);
        first.play(Script.saying().thenAwaiting(speak).then(one()));
        second.play(SILENT);
        FutureTask<Outcome> running = running(SOON);
        await(second, 1);

        speak.countDown();

        var outcome = (Outcome.Completed) running.get();
        assertThat(outcome.served().answer().servedModel()).isEqualTo("m0");
        assertThat(outcome.attempts().getFirst())
                .isEqualTo(new Attempt.Cancelled(Stage.at(1), 0, 0));
    }

    @Test
    void nobodyIsHedgedBeforeAnythingWasServed() throws Exception {
        var speak = new CountDownLatch(1);
        first.play(Script.saying().thenAwaiting(speak).then(one()));
        FutureTask<Outcome> running = running(SOON);
        await(first, 1);

        speak.countDown();

        assertThat(running.get().attempts()).hasSize(1);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void aFaultOfTheSecondDoesNotEndTheFirst() throws Exception {
        stage.perform(HELLO, LATE);
        var speak = new CountDownLatch(1);
        first.play(Script.saying().thenAwaiting(speak).then(one()));
        second.play(Script.failing(FaultKind.OVERLOADED, "full"));
        FutureTask<Outcome> running = running(SOON);
        await(second, 1);

        speak.countDown();

        assertThat(running.get()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aClientThatLeavesEndsBoth() throws Exception {
        stage.perform(HELLO, LATE);
        first.play(SILENT);
        second.play(SILENT);
        FutureTask<Outcome> running = running(SOON);
        await(second, 1);

        stage.client.leave();

        assertThat(running.get())
                .isEqualTo(
                        new Outcome.Cancelled(
                                List.of(
                                        new Attempt.Cancelled(Stage.at(0), 0, 0),
                                        new Attempt.Cancelled(Stage.at(1), 0, 0))));
    }

    @Test
    void anInterruptFromOutsideEndsBoth() throws Exception {
        stage.perform(HELLO, LATE);
        first.play(SILENT);
        second.play(SILENT);
        FutureTask<Outcome> running = new FutureTask<>(() -> stage.perform(HELLO, SOON));
        Thread thread = Thread.startVirtualThread(running);
        await(second, 1);

        thread.interrupt();

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void theBudgetIsAShareOfWhatWasServed() {
        var budget = new HedgeBudget();
        budget.deposit(100, 0.1);

        assertThat(budget.tryTake(11)).isFalse();
        assertThat(budget.tryTake(8)).isTrue();
        assertThat(budget.tryTake(3)).isFalse();
        assertThat(budget.tryTake(2)).isTrue();
    }

    private static Chunk one() {
        return Chunk.of("one");
    }

    private FutureTask<Outcome> running(Conduct conduct) {
        var running = new FutureTask<Outcome>(() -> stage.perform(HELLO, conduct));
        Thread.ofVirtual().start(running);
        return running;
    }

    private static void await(FakeBackend backend, int asked) {
        while (backend.asked().size() < asked) {
            Thread.onSpinWait();
        }
    }
}
