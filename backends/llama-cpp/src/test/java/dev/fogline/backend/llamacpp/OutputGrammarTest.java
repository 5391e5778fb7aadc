package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fogline.backend.llamacpp.grammar.CompiledGrammar;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputGrammarTest {

    @Test
    void textHasNone() throws Exception {
        assertThat(OutputGrammar.of(new OutputFormat.Text())).isEmpty();
    }

    @Test
    void aJsonObjectIsAnyObject() throws Exception {
        String gbnf = OutputGrammar.of(new OutputFormat.JsonObject()).orElseThrow().gbnf();

        assertThat(CompiledGrammar.of(gbnf).accepts("{\"a\": [1, {}]}")).isTrue();
        assertThat(CompiledGrammar.of(gbnf).accepts("[]")).isFalse();
    }

    @Test
    void aGrammarStaysAsItIs() throws Exception {
        assertThat(OutputGrammar.of(new OutputFormat.Grammar("root ::= [ab]")).orElseThrow().gbnf())
                .isEqualTo("root ::= [ab]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}} | JSON schema, #: is not JSON: Unexpected close marker '}'",
                "{\"not\": {}} | JSON schema, #/not: is not supported",
                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"required\": [\"n\"],"
                        + " \"properties\": {\"n\": {\"$ref\": \"#/$defs/a\"}}}}}"
                        + " | grammar: no text satisfies the rule",
            })
    void saysWhatIsWrongWithASchema(String schema, String problem) {
        refuses(new OutputFormat.JsonSchema("s", schema), problem);
    }

    @Test
    void saysWhatIsWrongWithAGrammar() {
        refuses(
                new OutputFormat.Grammar("root ::= \"a\" )"),
                "grammar, line 1, column 14: expecting the end of the line or the text");
        refuses(
                new OutputFormat.Grammar("root ::= \"" + "a".repeat(20_000) + "\""),
                "the grammar has 20011 characters, more than 16384");
    }

    private static void refuses(OutputFormat format, String problem) {
        var thrown = catchThrowableOfType(BackendException.class, () -> OutputGrammar.of(format));
        assertThat(thrown.fault().kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(thrown).hasMessageStartingWith(problem);
    }
}
