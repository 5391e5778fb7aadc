package dev.fogline.spi.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the nouns of an answer refuse, word for word.
class AnswerRecordsTest {

    @Test
    void usageHasItsPartsWithinTheWhole() {
        refused("cachedPromptTokens 6 not in [0, 5]", () -> usage(5, 6, 1, 0));
        refused("cachedPromptTokens 0 not in [0, -1]", () -> usage(-1, 0, 1, 0));
        refused("cacheWrittenPromptTokens 3 not in [0, 2]", () -> written(5, 3, 3));
        refused("cacheWrittenPromptTokens -1 not in [0, 2]", () -> written(5, 3, -1));
        refused("reasoningTokens 2 not in [0, 1]", () -> usage(5, 0, 1, 2));
        refused("reasoningTokens -1 not in [0, 1]", () -> usage(5, 0, 1, -1));
    }

    @Test
    void timingsEndAfterTheFirstToken() {
        refused(
                "not timings: firstTokenMillis 2.0, totalMillis 1.0, arrivals 0",
                () -> new Timings(2, 1));
        refused(
                "not timings: firstTokenMillis -1.0, totalMillis 1.0, arrivals 0",
                () -> new Timings(-1, 1));
        refused(
                "not timings: firstTokenMillis 1.0, totalMillis NaN, arrivals 0",
                () -> new Timings(1, Double.NaN));
        refused(
                "not timings: firstTokenMillis 1.0, totalMillis 2.0, arrivals -1",
                () -> new Timings(1, 2, -1));
    }

    @Test
    void aFaultSaysSomething() {
        refused("a fault needs a message", () -> Fault.of(FaultKind.INTERNAL, " "));
    }

    @Test
    void textReasoningAndToolCallsAreContent() {
        var call = new Chunk.ToolCallPart(0, "", "", "");
        assertThat(Chunk.of("a").hasContent()).isTrue();
        assertThat(new Chunk("", "hm", List.of(), List.of()).hasContent()).isTrue();
        assertThat(new Chunk("", "", List.of(call), List.of()).hasContent()).isTrue();
        assertThat(Chunk.of("").hasContent()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void onlyFaultsOfTheRequestEndTheSearchForAnAnswer(FaultKind kind) {
        boolean ofTheRequest =
                kind == FaultKind.INVALID_REQUEST || kind == FaultKind.CONTENT_REFUSED;

        assertThat(kind.repairableElsewhere()).isEqualTo(!ofTheRequest);
    }

    private static Usage usage(int prompt, int cached, int output, int reasoning) {
        return new Usage(prompt, cached, output, reasoning, Usage.Origin.COUNTED);
    }

    private static Usage written(int prompt, int cached, int written) {
        return new Usage(prompt, cached, written, 1, 0, Usage.Origin.COUNTED);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
