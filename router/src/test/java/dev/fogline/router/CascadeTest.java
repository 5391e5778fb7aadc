package dev.fogline.router;

import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.CascadeRule.Verdict;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `b0/m0` drafts four tokens, `b1/m1` would answer in its place.
@Timeout(10)
class CascadeTest {

    private static final InferenceRequest HELLO = request("hello");

    private final FakeBackend draft = new FakeBackend("m0").play(saying("a", "b", "c", "d"));
    private final FakeBackend next = new FakeBackend("m1").play(Script.saying("from", " next"));
    private final Stage stage = new Stage(draft, next);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aDraftThatIsKeptIsTheAnswer() throws Exception {
        var outcome = (Outcome.Completed) keepingAfter(2);

        assertThat(stage.client.text()).isEqualTo("abcd");
        assertThat(stage.client.begun()).containsExactly("b0/m0");
        assertThat(outcome.attempts()).containsExactly(outcome.served());
        assertThat(next.asked()).isEmpty();
    }

    @Test
    void nothingGoesToTheClientBeforeTheDraftIsKept() throws Exception {
        var seen = new ArrayList<Integer>();
        Runnable look = () -> seen.add(stage.client.chunks().size());

        stage.cascade(HELLO, new ScriptedRule(3, Verdict.KEEP, look), 9);

        assertThat(seen).containsExactly(0, 0, 0); // and not asked again once it has decided
        assertThat(stage.client.chunks()).hasSize(4);
    }

    @Test
    void aDraftThatIsGivenUpIsNeverSeen() throws Exception {
        var outcome = (Outcome.Completed) stage.cascade(HELLO, givingUpAfter(2), 9);

        assertThat(stage.client.text()).isEqualTo("from next");
        assertThat(stage.client.begun()).containsExactly("b1/m1");
        assertThat(outcome.resumed()).isFalse();
        assertThat(outcome.attempts())
                .containsExactly(
                        new Attempt.HandedOver(Stage.at(0), ScriptedRule.QUALITY, 2, 0),
                        outcome.served());
    }

    @Test
    void aDraftThatEndedIsJudgedTheSame() throws Exception {
        var outcome = (Outcome.Completed) stage.cascade(HELLO, givingUpAfter(100), 100);

        assertThat(stage.client.text()).isEqualTo("from next");
        assertThat(((Attempt.HandedOver) outcome.attempts().getFirst()).tokens()).isEqualTo(4);
    }

    @Test
    void noMoreIsHeldBackThanAllowed() throws Exception {
        var outcome = (Outcome.Completed) stage.cascade(HELLO, givingUpAfter(100), 3);

        assertThat(((Attempt.HandedOver) outcome.attempts().getFirst()).tokens()).isEqualTo(3);
    }

    @Test
    void onlyTheDraftIsAskedForProbabilitiesAndTheClientSeesNone() throws Exception {
        keepingAfter(2);

        assertThat(draft.asked())
                .extracting(asked -> asked.sampling().topProbabilities())
                .containsExactly(5);
        assertThat(stage.client.chunks()).allMatch(chunk -> chunk.probabilities().isEmpty());
    }

    @Test
    void whoAskedForProbabilitiesSeesAsManyAsItAskedFor() throws Exception {
        stage.cascade(HELLO.reporting(1), new ScriptedRule(2, Verdict.KEEP), 9);

        assertThat(stage.client.chunks())
                .hasSize(4)
                .allSatisfy(
                        chunk ->
                                assertThat(chunk.probabilities().getFirst().alternatives())
                                        .hasSize(1));
    }

    @Test
    void aDraftThatFailsIsRepairedInSilence() throws Exception {
        FakeBackend failing =
                new FakeBackend("m0").play(saying("a").thenFailing(FaultKind.BROKEN_STREAM, "cut"));
        try (var other = new Stage(failing, next)) {
            var outcome =
                    (Outcome.Completed) other.cascade(HELLO, new ScriptedRule(2, Verdict.KEEP), 9);

            assertThat(other.client.text()).isEqualTo("from next");
            assertThat(((Attempt.Failed) outcome.attempts().getFirst()).chunksSent()).isZero();
        }
    }

    /// Better a doubtful answer than none.
    @Test
    void whereNobodyElseAnswersTheDraftsModelDoes() throws Exception {
        FakeBackend down = new FakeBackend("m1").play(Script.failing(FaultKind.OVERLOADED, "no"));
        draft.play(Script.saying("once more"));
        try (var other = new Stage(draft, down)) {
            other.cascade(HELLO, givingUpAfter(2), 9);

            assertThat(other.client.text()).isEqualTo("once more");
            assertThat(other.client.begun()).containsExactly("b0/m0");
        }
    }

    @Test
    void aBackendThatReportsNoProbabilitiesIsNotJudged() throws Exception {
        FakeBackend silent = new FakeBackend("m0").play(Script.saying("x", "y", "z"));
        try (var other = new Stage(silent, next)) {
            other.cascade(HELLO, givingUpAfter(2), 2);

            assertThat(other.client.text()).isEqualTo("xyz");
        }
    }

    @Test
    void aClientThatLeavesEndsTheDraftAndNobodyElseIsAsked() throws Exception {
        FakeBackend hanging = new FakeBackend("m0").play(saying("a").thenHanging());
        try (var other = new Stage(hanging, next);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.submit(() -> other.cascade(HELLO, givingUpAfter(9), 9));
            while (hanging.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            other.client.leave();

            assertThat(running.get()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(next.asked()).isEmpty();
            assertThat(other.client.begun()).isEmpty();
        }
    }

    /// 1000 nano-dollars a prompt token, 2000 a generated one: a draft of two tokens is paid too.
    @Test
    void theDraftIsPaidFor() throws Exception {
        var outcome = (Outcome.Completed) stage.cascade(HELLO, givingUpAfter(2), 9);

        assertThat(Spent.nanoUsd(outcome)).isEqualTo((10_000 + 2 * 2_000) + (10_000 + 2 * 2_000));
    }

    private Outcome keepingAfter(int tokens) throws InterruptedException {
        return stage.cascade(HELLO, new ScriptedRule(tokens, Verdict.KEEP), 9);
    }

    private static ScriptedRule givingUpAfter(int tokens) {
        return new ScriptedRule(tokens, Verdict.HAND_OVER);
    }

    private static Script saying(String... texts) {
        Script script = Script.saying();
        for (String text : texts) {
            script = script.then(token(text));
        }
        return script;
    }

    private static Chunk token(String text) {
        var other = new TokenProbability("?", -2, List.of());
        var probability = new TokenProbability(text, -0.2, List.of(other, other, other));
        return new Chunk(text, "", List.of(), List.of(probability));
    }
}
