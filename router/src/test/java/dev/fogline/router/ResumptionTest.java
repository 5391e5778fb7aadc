package dev.fogline.router;

import static dev.fogline.router.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.tck.FakeBackend;
import dev.fogline.spi.tck.Script;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first backend says `one two` and breaks off; a prompt has 10 tokens.
@Timeout(10)
class ResumptionTest {

    private static final InferenceRequest HELLO = request("hello");
    private static final Script CUT =
            Script.saying("one", " two").thenFailing(FaultKind.BROKEN_STREAM, "cut");

    private final FakeBackend first = new FakeBackend("m0").play(CUT);
    private final FakeBackend second = new FakeBackend("m1").play(Script.saying(" three"));
    private final FakeBackend third = new FakeBackend("m2").play(Script.saying(" four"));
    private final Stage stage = new Stage(first, second, third);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theNextModelThatCanGoesOn() throws Exception {
        var outcome = (Outcome.Completed) stage.perform(HELLO, Stage.resuming());

        assertThat(stage.client.text()).isEqualTo("one two three");
        assertThat(stage.client.begun()).containsExactly("b0/m0");
        assertThat(stage.client.goneOn()).containsExactly("b1/m1");
        assertThat(outcome.resumed()).isTrue();
        assertThat(((Attempt.Failed) outcome.attempts().getFirst()).chunksSent()).isEqualTo(2);
    }

    @Test
    void itIsAskedForTheRestWithinWhatTheClientAllowed() throws Exception {
        stage.perform(HELLO, Stage.resuming());

        assertThat(second.asked())
                .containsExactly(
                        HELLO.with(new Input.Begun((Input.Chat) HELLO.input(), "one two"), 254));
    }

    @Test
    void theTokensOfBothAreSummed() throws Exception {
        var outcome = (Outcome.Completed) stage.perform(HELLO, Stage.resuming());

        // 10 for the rest, 10 - 2 for the beginning; 2 + 1 came
        assertThat(outcome.answer().usage())
                .isEqualTo(new Usage(18, 0, 3, 0, Usage.Origin.ESTIMATED));
        assertThat(outcome.answer().servedModel()).isEqualTo("m1");
    }

    @Test
    void asOftenAsItBreaksOff() throws Exception {
        var again = Script.saying(" three").thenFailing(FaultKind.TIMEOUT, "stalled");
        var breaking = new FakeBackend("m1").play(again);
        try (var twice = new Stage(new FakeBackend("m0").play(CUT), breaking, third)) {
            var outcome = (Outcome.Completed) twice.perform(HELLO, Stage.resuming());

            assertThat(twice.client.text()).isEqualTo("one two three four");
            assertThat(third.asked().getFirst().maxOutputTokens()).isEqualTo(253);
            // 10 for the rest, 10 - 1 and 10 - 3 for what came before
            assertThat(outcome.answer().usage().promptTokens()).isEqualTo(26);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"INVALID_REQUEST", "UNSUPPORTED", "UNAVAILABLE"})
    void whoeverRefusesTheBeginningIsPassedOver(FaultKind kind) throws Exception {
        var refusing = new FakeBackend("m1").play(Script.failing(kind, "no prefill"));
        try (var other = new Stage(new FakeBackend("m0").play(CUT), refusing, third)) {
            assertThat(other.perform(HELLO, Stage.resuming()))
                    .isInstanceOf(Outcome.Completed.class);
            assertThat(other.client.text()).isEqualTo("one two four");
        }
    }

    @Test
    void theClientIsToldOfTheCutAndNotOfTheRefusal() throws Exception {
        var refusing =
                new FakeBackend("m1").play(Script.failing(FaultKind.INVALID_REQUEST, "prefill"));
        try (var other = new Stage(new FakeBackend("m0").play(CUT), refusing)) {
            var outcome = (Outcome.Failed) other.perform(HELLO, Stage.resuming());

            assertThat(outcome.fault()).isEqualTo(Fault.of(FaultKind.BROKEN_STREAM, "cut"));
            assertThat(outcome.attempts()).hasSize(2);
        }
    }

    @Test
    void whoCannotGoOnIsNotAsked() throws Exception {
        var outcome = stage.perform(HELLO, Stage.resuming(), EnumSet.of(Ability.CHAT));

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void aTextToContinueIsGoneOnWithByAnybody() throws Exception {
        InferenceRequest plain = HELLO.with(new Input.Completion("zero "), 256);

        stage.perform(plain, Stage.resuming(), EnumSet.of(Ability.COMPLETION));

        assertThat(second.asked())
                .containsExactly(plain.with(new Input.Completion("zero one two"), 254));
    }

    @Test
    void notUnlessThePolicySaysSo() throws Exception {
        assertThat(stage.perform(HELLO, Conduct.within(Limits.DEFAULT)))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void notWhereTheAnswerHasItsLengthAlready() throws Exception {
        assertThat(stage.perform(HELLO.with(HELLO.input(), 2), Stage.resuming()))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void notWithinThinkingOrACall() throws Exception {
        var thought = new Chunk("", "hm", List.of(), List.of());
        var call = new Chunk("", "", List.of(new ToolCallPart(0, "c", "f", "{")), List.of());
        for (Chunk chunk : List.of(thought, call)) {
            Script odd =
                    Script.saying("one").then(chunk).thenFailing(FaultKind.BROKEN_STREAM, "cut");
            try (var other = new Stage(new FakeBackend("m0").play(odd), second)) {
                assertThat(other.perform(HELLO, Stage.resuming()))
                        .isInstanceOf(Outcome.Failed.class);
            }
        }
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void notWithinAFormat() throws Exception {
        var json =
                new InferenceRequest(
                        HELLO.id(),
                        HELLO.model(),
                        HELLO.input(),
                        HELLO.sampling(),
                        new OutputFormat.JsonObject(),
                        256,
                        HELLO.timeout(),
                        HELLO.tenant(),
                        HELLO.dataClass());

        assertThat(stage.perform(json, Stage.resuming())).isInstanceOf(Outcome.Failed.class);
        assertThat(second.asked()).isEmpty();
    }
}
