package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.PromptSpan;
import dev.fogline.backend.llamacpp.schema.JsonSchemas;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.answer.TokenProbability;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.tck.RecordingSink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers under grammars, of a model that would say something else.
class GuideTest {

    private static final Engine ENGINE = DemoModel.engine(DemoModel.EDGE, 4, 64);

    private static final String SCHEMA =
            """
            {"type": "object", "additionalProperties": false, "required": ["name", "age", "tags"],
             "properties": {
               "name": {"type": "string", "minLength": 1, "maxLength": 12},
               "age": {"type": "integer", "minimum": 0, "maximum": 130},
               "tags": {"type": "array", "maxItems": 3, "items": {"enum": ["a", "b", "c"]}},
               "born": {"type": "string", "format": "date"},
               "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}
            """;

    @AfterAll
    static void free() {
        ENGINE.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyAnswerSatisfiesItsSchema(long seed) throws Exception {
        var sink = new RecordingSink();

        Ending.Finished ending =
                run(Grammar.whole(JsonSchemas.grammar(SCHEMA)), hot(seed), 400, sink);

        if (ending.reason() == FinishReason.LENGTH) {
            assertThat(ending.outputTokens()).isEqualTo(400);
            return;
        }
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(SCHEMA, InputFormat.JSON)
                                .validate(sink.text(), InputFormat.JSON))
                .as(sink.text())
                .isEmpty();
    }

    @Test
    void stopsAtTheClosingBrace() throws Exception {
        var sink = new RecordingSink();
        String schema =
                """
                {"type": "object", "properties": {"ok": {"const": true}}, "required": ["ok"]}
                """;

        Ending.Finished ending =
                run(Grammar.whole(JsonSchemas.grammar(schema)), Sampling.GREEDY, 100, sink);

        JsonNode answer = new ObjectMapper().readTree(sink.text());
        assertThat(answer.toString()).isEqualTo("{\"ok\":true}");
        assertThat(ending.reason()).isEqualTo(FinishReason.STOP);
        assertThat(sink.text()).endsWith("}");
    }

    @Test
    void isCutOffByTheBound() throws Exception {
        var sink = new RecordingSink();

        Ending.Finished ending = run(Grammar.whole("root ::= \"x\"{50}"), Sampling.GREEDY, 5, sink);

        assertThat(ending.reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(sink.text()).matches("x+");
    }

    @Test
    void writesCharactersOfSeveralBytes() throws Exception {
        var sink = new RecordingSink();

        Ending.Finished ending =
                run(Grammar.whole("root ::= \"«\" [α-ωà-ï一-龥😀-😏]{8} \"»\""), hot(3), 100, sink);

        assertThat(ending.reason()).isEqualTo(FinishReason.STOP);
        assertThat(sink.text()).matches("«[α-ωà-ï一-龥\\x{1F600}-\\x{1F60F}]{8}»");
        assertThat(sink.chunks())
                .allSatisfy(chunk -> assertThat(chunk.text()).doesNotContain("\ufffd"));
    }

    @Test
    void leavesTheModelAloneWhereItIsRight() throws Exception {
        var sink = new RecordingSink();

        run(Grammar.whole("root ::= [A-Z] [A-Za-z ]+ \"Paris\" \".\""), Sampling.GREEDY, 60, sink);

        assertThat(sink.text()).isEqualTo("The capital of France is Paris.");
    }

    @Test
    void endsWhereTheModelWantsToAndTheGrammarLetsIt() throws Exception {
        var sink = new RecordingSink();

        Ending.Finished ending = run(Grammar.whole("root ::= [^#]*"), Sampling.GREEDY, 60, sink);

        assertThat(sink.text()).isEqualTo("The capital of France is Paris.");
        assertThat(ending.reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void reportsWhatTheModelThoughtOfAnEnforcedToken() throws Exception {
        var sink = new RecordingSink();
        var reporting = new Sampling(0, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), 3);

        run(Grammar.whole("root ::= \"Z\""), reporting, 5, sink);

        TokenProbability report = sink.probabilities().getFirst();
        assertThat(report.token()).isEqualTo("Z");
        assertThat(report.logProbability()).isLessThan(-3);
        assertThat(report.alternatives().getFirst().token()).isNotEqualTo("Z");
        assertThat(report.alternatives().getFirst().logProbability()).isGreaterThan(-0.1);
    }

    @Test
    void followsAGrammarFromItsTriggerOn() throws Exception {
        var sink = new RecordingSink();
        var grammar = new Grammar("root ::= \"France is\" \" \" [0-9]{3}", List.of("France is"));

        Ending.Finished ending = run(grammar, Sampling.GREEDY, 60, sink);

        assertThat(sink.text()).matches("The capital of France is [0-9]{3}");
        assertThat(ending.reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aTriggerThatNeverComesChangesNothing() throws Exception {
        var sink = new RecordingSink();

        run(new Grammar("root ::= \"zzz\" [0-9]", List.of("zzz")), Sampling.GREEDY, 60, sink);

        assertThat(sink.text()).isEqualTo("The capital of France is Paris.");
    }

    @Test
    void refusesABrokenGrammar() {
        assertThatThrownBy(
                        () ->
                                run(
                                        Grammar.whole("root ::= \"a"),
                                        Sampling.GREEDY,
                                        5,
                                        new RecordingSink()))
                .hasMessageContaining("line 1")
                .satisfies(
                        thrown ->
                                assertThat(((BackendException) thrown).fault().kind())
                                        .isEqualTo(FaultKind.INVALID_REQUEST));
    }

    @Test
    void aGrammarThatTakesTooLongEndsItsAnswerAndNoOther() throws Exception {
        var grammar = Grammar.whole("root ::= [a-z] root \"y\" | [a-z] root \"z\" | \"9\"");
        var stream = DemoModel.stream(ENGINE, generation(grammar, Sampling.GREEDY, 100));

        Ending ending = stream.drainTo(new RecordingSink());

        assertThat(((Ending.Failed) ending).fault().kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        var sink = new RecordingSink();
        run(Grammar.whole("root ::= \"fine\""), Sampling.GREEDY, 10, sink);
        assertThat(sink.text()).isEqualTo("fine");
    }

    private static Ending.Finished run(
            Grammar grammar, Sampling sampling, int maxTokens, RecordingSink sink)
            throws BackendException, InterruptedException {
        var stream = DemoModel.stream(ENGINE, generation(grammar, sampling, maxTokens));
        return (Ending.Finished) stream.drainTo(sink);
    }

    private static Generation generation(Grammar grammar, Sampling sampling, int maxTokens) {
        String prompt = DemoModel.chat("What is the capital of France?");
        return new Generation(
                new Prompt.Text(List.of(new PromptSpan(PromptSpan.Kind.MARKUP, prompt))),
                maxTokens,
                sampling,
                sampling.seed().orElse(0),
                Optional.of(grammar),
                Set.of());
    }

    private static Sampling hot(long seed) {
        return new Sampling(
                1.5, 1, 0, 0, 0, 0, OptionalLong.of(seed), List.of(), Sampling.NO_PROBABILITIES);
    }
}
