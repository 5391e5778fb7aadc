package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.engine.Grammar;
import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.spi.request.Tool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolGrammarTest {

    private static final List<Tool> TOOLS =
            List.of(
                    new Tool(
                            "weather",
                            "",
                            """
                            {"type": "object", "properties": {"root": {"type": "string"},
                             "days": {"type": "integer"}}, "required": ["root"],
                             "additionalProperties": false}"""),
                    new Tool("clock", "", "{}"));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "HERMES => <tool_call>{\"name\":\"weather\",\"arguments\":{\"root\":\"Oslo\"}}</tool_call>",
                "HERMES => <tool_call>{\"name\": \"clock\", \"arguments\": {}}</tool_call><tool_call>{\"name\":\"clock\",\"arguments\":{}}</tool_call>",
                "LLAMA => {\"name\": \"weather\", \"parameters\": {\"root\":\"Oslo\",\"days\":2}}",
                "LLAMA => <|python_tag|>{\"name\": \"clock\", \"parameters\": {}}",
                "MISTRAL => [TOOL_CALLS][{\"name\": \"weather\", \"arguments\": {\"root\":\"O\"}, \"id\": \"abcdef123\"}]",
                "MISTRAL_ARGUMENTS => [TOOL_CALLS]weather[ARGS]{\"root\":\"Oslo\"}[TOOL_CALLS]clock[ARGS]{}",
                "COMMAND_ACTION => <|START_ACTION|>[{\"tool_call_id\": \"0\", \"tool_name\": \"clock\", \"parameters\": {}}]<|END_ACTION|>",
                "COMMAND_R => Action: ```json[{\"tool_name\": \"clock\", \"parameters\": {}}]```",
                "QWEN_XML => <tool_call><function=weather>\\n<parameter=root>\\nOslo\\n</parameter>\\n<parameter=days>\\n2\\n</parameter>\\n</function></tool_call>",
            })
    void acceptsCallsOfTheDialect(ToolDialect dialect, String call) {
        assertThat(accepts(always(dialect), call.replace("\\n", "\n"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "HERMES => <tool_call>{\"name\":\"other\",\"arguments\":{}}</tool_call>",
                "HERMES => <tool_call>{\"name\":\"weather\",\"arguments\":{}}</tool_call>",
                "HERMES => <tool_call>{\"name\":\"weather\",\"arguments\":{\"root\":1}}</tool_call>",
                "HERMES => Hello",
                "HERMES => <tool_call>{\"name\": \"clock\", \"arguments\": {\"zone\": 1}}</tool_call>",
                "LLAMA => {\"name\": \"weather\", \"parameters\": {\"root\":\"Oslo\",\"days\":\"2\"}}",
                "MISTRAL_ARGUMENTS => [TOOL_CALLS]weather[ARGS]{}",
                "QWEN_XML => <tool_call><function=weather>\\n</function></tool_call>",
            })
    void refusesAllElse(ToolDialect dialect, String call) {
        assertThat(accepts(always(dialect), call.replace("\\n", "\n"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ToolDialect.class)
    void everyDialectsGrammarCanBeFollowedFromItsTriggers(ToolDialect dialect) {
        Grammar grammar = ToolGrammar.onCall(dialect, TOOLS);

        assertThat(CompiledGrammar.of(grammar.gbnf())).isNotNull();
        assertThat(grammar.triggers()).isNotEmpty();
    }

    @Test
    void bareCallsAreTriggeredByTheNamesOfTools() {
        assertThat(ToolGrammar.onCall(ToolDialect.LLAMA, TOOLS).triggers())
                .contains("{\"name\": \"weather\"", "{\"name\":\"clock\"");
    }

    @Test
    void thinkingComesFirstWhereThePromptBeganIt() {
        Grammar grammar =
                ToolGrammar.always(
                        ToolDialect.HERMES,
                        TOOLS,
                        Optional.of(new Thinking("<think>", "</think>")));
        String call = "<tool_call>{\"name\": \"clock\", \"arguments\": {}}</tool_call>";

        assertThat(accepts(grammar, "a < b\n</think>\n" + call)).isTrue();
        assertThat(accepts(grammar, call)).isFalse();
    }

    @Test
    void namesInLiteralsAndClassesAreNoRules() {
        assertThat(
                        GrammarNames.prefixed(
                                "root ::= \"root\" [a-z] a-b{1,2} # root\na-b ::= \"\\\"x\"", "p-"))
                .isEqualTo("p-root ::= \"root\" [a-z] p-a-b{1,2} # root\np-a-b ::= \"\\\"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{\"enum\": [\"red\", \"</b>\", \"a\\\"b\", 1]} => \"red\" | \"a\\\"b\"",
                "{\"const\": \"red\"} => \"red\"",
                "{\"minLength\": 1, \"maxLength\": 8} => [^<]{1,8}",
                "{\"minLength\": 3} => [^<]{3,}",
                "{\"maxLength\": 8} => [^<]{0,8}",
            })
    void aTextBetweenTagsIsOneOfItsChoicesOrAsLongAsItMayBe(String schema, String rule) {
        assertThat(TaggedText.rule(Json.value(schema))).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"minLength\": 9, \"maxLength\": 8}", "{\"maxLength\": 1e9}"})
    void aTextWithoutBoundsEndsWithItsTag(String schema) {
        assertThat(TaggedText.rule(Json.value(schema))).isEqualTo(ToolGrammar.until("</"));
    }

    private static Grammar always(ToolDialect dialect) {
        return ToolGrammar.always(dialect, TOOLS, Optional.empty());
    }

    private static boolean accepts(Grammar grammar, String text) {
        return CompiledGrammar.of(grammar.gbnf()).accepts(text);
    }
}
