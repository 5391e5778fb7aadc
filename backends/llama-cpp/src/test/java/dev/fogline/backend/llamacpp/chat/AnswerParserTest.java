package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every answer is given whole, character by character, and in pieces of three.
class AnswerParserTest {

    private static final String OSLO = "{\"city\":\"Oslo\"}";

    private static final Optional<Thinking> THINK =
            Optional.of(new Thinking("<think>", "</think>"));

    /// What came of an answer.
    private record Read(String text, String thought, List<ToolCallPart> calls) {}

    @Test
    void hermesCallsAreReadAndTheirSyntaxIsNotShown() {
        assertRead(
                ToolDialect.HERMES,
                "Let me see.\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}\n"
                        + "</tool_call>\n<tool_call>{\"name\":\"clock\",\"arguments\":{}}</tool_call>\n",
                "Let me see.",
                call(0, "id-0", "weather", OSLO),
                call(1, "id-1", "clock", "{}"));
    }

    @Test
    void aCallCutOffBeforeItsCloserCounts() {
        assertRead(
                ToolDialect.HERMES,
                "<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}",
                "",
                call(0, "id-0", "weather", OSLO));
    }

    @Test
    void llamaCallsAreTheWholeAnswer() {
        assertRead(
                ToolDialect.LLAMA,
                "{\"name\": \"weather\", \"parameters\": {\"city\": \"Oslo\"}}",
                "",
                call(0, "id-0", "weather", OSLO));
        assertRead(
                ToolDialect.LLAMA,
                "<|python_tag|>{\"type\": \"function\", \"name\": \"weather\","
                        + " \"parameters\": {\"city\": \"Oslo\"}}; {\"name\": \"clock\"}",
                "",
                call(0, "id-0", "weather", OSLO),
                call(1, "id-1", "clock", "{}"));
    }

    @Test
    void mistralCallsKeepTheIdsOfTheModel() {
        assertRead(
                ToolDialect.MISTRAL,
                "[TOOL_CALLS][{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"},"
                        + " \"id\": \"abc123xyz\"}, {\"name\": \"clock\", \"arguments\": {}}]",
                "",
                call(0, "abc123xyz", "weather", OSLO),
                call(1, "id-0", "clock", "{}"));
    }

    @Test
    void newerMistralCallsStandByTheirNames() {
        assertRead(
                ToolDialect.MISTRAL_ARGUMENTS,
                "Yes.[TOOL_CALLS]weather[ARGS]{\"city\": \"Oslo\"}"
                        + "[TOOL_CALLS]clock[CALL_ID]123456789[ARGS]{}",
                "Yes.",
                call(0, "id-0", "weather", OSLO),
                call(1, "123456789", "clock", "{}"));
    }

    @Test
    void commandCallsStandInActions() {
        assertRead(
                ToolDialect.COMMAND_ACTION,
                "<|START_ACTION|>[\n    {\"tool_call_id\": \"0\", \"tool_name\": \"weather\","
                        + " \"parameters\": {\"city\": \"Oslo\"}}\n]<|END_ACTION|>",
                "",
                call(0, "0", "weather", OSLO));
        assertRead(
                ToolDialect.COMMAND_R,
                "Action: ```json\n[\n    {\n        \"tool_name\": \"weather\",\n"
                        + "        \"parameters\": {\"city\": \"Oslo\"}\n    }\n]```",
                "",
                call(0, "id-0", "weather", OSLO));
    }

    @Test
    void argumentsInTagsAreReadByTheirTypes() {
        String answer =
                "<tool_call>\n<function=weather>\n<parameter=city>\n123\n</parameter>\n"
                        + "<parameter=days>\n2\n</parameter>\n</function>\n</tool_call>";

        assertRead(
                ToolDialect.QWEN_XML,
                answer,
                "",
                call(0, "id-0", "weather", "{\"city\":\"123\",\"days\":2}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Use <tool_call> to call.",
                "<tool_call>{\"name\": \"weather\", \"arguments\": {\"city",
                "<tool_call>{\"nome\": 1}</tool_call>",
                "<tool_call>{\"name\": 1}</tool_call>",
                "<tool_call>[]</tool_call> and so on",
                "<tool_call>{name: weather}</tool_call>",
                "a < b <tool",
                "<tool_call>",
                "{\"name\": \"weather\", \"parameters\": {}}",
            })
    void whatIsNoCallIsText(String answer) {
        assertRead(ToolDialect.HERMES, answer, answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"colour\": \"red\"}",
                "{\"name\": \"weather\", \"parameters\": {",
                "{\"name\": 5}",
                "Say {\"name\": \"weather\", \"parameters\": {}}",
                "[1, 2]",
                "{",
            })
    void whatIsNoBareCallIsText(String answer) {
        assertRead(ToolDialect.LLAMA, answer, answer);
    }

    @Test
    void thinkingIsToldApart() {
        var reading =
                new AnswerReading(Optional.empty(), THINK, false, Set.of(), TextParameters.NONE);

        assertRead(reading, "<think>\nhm, <b>\n</think>\n\nHi\n", "Hi\n", "hm, <b>");
        assertRead(reading, "Hi <think>", "Hi <think>", "");
        assertRead(reading, "\n <think>hm", "", "hm");
        assertRead(reading, "<thing>", "<thing>", "");
    }

    @Test
    void thinkingThatThePromptBeganGoesOn() {
        var reading =
                new AnswerReading(
                        Optional.of(ToolDialect.HERMES),
                        THINK,
                        true,
                        Set.of(),
                        TextParameters.NONE);

        assertRead(
                reading,
                "\nhm <tool_call>\n</think>\n\n<tool_call>\n{\"name\": \"weather\", \"arguments\": "
                        + OSLO
                        + "}\n</tool_call>",
                "",
                "hm <tool_call>",
                call(0, "id-0", "weather", OSLO));
    }

    @Test
    void otherSpecialTokensAreNotSeen() {
        var reading =
                new AnswerReading(
                        Optional.of(ToolDialect.COMMAND_ACTION),
                        Optional.empty(),
                        false,
                        Set.of("<|START_RESPONSE|>", "<|END_RESPONSE|>"),
                        TextParameters.NONE);

        assertThat(read(reading, List.of("<|START_RESPONSE|>", "Hi", "<|END_RESPONSE|>")).text())
                .isEqualTo("Hi");
    }

    @Test
    void probabilitiesStayWithTheirText() {
        var parser =
                new AnswerReading(
                                Optional.of(ToolDialect.HERMES),
                                Optional.empty(),
                                false,
                                Set.of(),
                                TextParameters.NONE)
                        .parser(() -> "id");
        var probability = new TokenProbability("<", -1, List.of());

        assertThat(parser.next(new Chunk("<", "", List.of(), List.of(probability)))).isEmpty();
        assertThat(parser.next(Chunk.of("b")))
                .containsExactly(new Chunk("<b", "", List.of(), List.of(probability)));
    }

    @Test
    void plainAnswersPassAsTheyAre() {
        var parser = AnswerReading.PLAIN.parser(() -> "id");

        assertThat(parser.next(Chunk.of(" \n"))).containsExactly(Chunk.of(" \n"));
        assertThat(parser.next(Chunk.of("<think>"))).containsExactly(Chunk.of("<think>"));
        assertThat(parser.finish()).isEmpty();
        assertThat(parser.called()).isFalse();
    }

    private static ToolCallPart call(int index, String id, String name, String arguments) {
        return new ToolCallPart(index, id, name, arguments);
    }

    private static void assertRead(
            ToolDialect dialect, String answer, String text, ToolCallPart... calls) {
        var tool =
                new Tool(
                        "weather",
                        "",
                        "{\"properties\":{\"city\":{\"type\":\"string\"},\"days\":{\"type\":\"integer\"}}}");
        var reading =
                new AnswerReading(
                        Optional.of(dialect),
                        Optional.empty(),
                        false,
                        Set.of(),
                        TextParameters.of(List.of(tool)));
        assertRead(reading, answer, text, "", calls);
    }

    private static void assertRead(
            AnswerReading reading,
            String answer,
            String text,
            String thought,
            ToolCallPart... calls) {
        var expected = new Read(text, thought, List.of(calls));
        for (int size : new int[] {answer.length(), 1, 3}) {
            assertThat(read(reading, pieces(answer, size))).isEqualTo(expected);
        }
    }

    private static List<String> pieces(String answer, int size) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < answer.length(); at += size) {
            pieces.add(answer.substring(at, Math.min(answer.length(), at + size)));
        }
        return pieces;
    }

    private static Read read(AnswerReading reading, List<String> pieces) {
        var ids = new AtomicInteger();
        var parser = reading.parser(() -> "id-" + ids.getAndIncrement());
        var chunks = new ArrayList<Chunk>();
        pieces.forEach(piece -> chunks.addAll(parser.next(Chunk.of(piece))));
        chunks.addAll(parser.finish());
        var text = new StringBuilder();
        var thought = new StringBuilder();
        var calls = new ArrayList<ToolCallPart>();
        for (Chunk chunk : chunks) {
            text.append(chunk.text());
            thought.append(chunk.reasoning());
            calls.addAll(chunk.toolCalls());
        }
        assertThat(parser.called()).isEqualTo(!calls.isEmpty());
        return new Read(text.toString(), thought.toString(), calls);
    }
}
