package dev.fogline.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.router.Call;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Tool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {

    private static final Json JSON = new Json(10_000);
    private static final Envelope ENVELOPE =
            Envelope.of("id", Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void aPlainChatHasOpenAisDefaults() {
        InferenceRequest request = chat("").request();

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.sampling()).isEqualTo(Sampling.DEFAULT);
        assertThat(request.maxOutputTokens()).isEqualTo(InferenceRequest.UNBOUNDED_OUTPUT);
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(request.dataClass()).isEqualTo(DataClass.PUBLIC);
        assertThat(request.input()).isEqualTo(Input.Chat.of(List.of(Message.user("hi"))));
    }

    @Test
    void readsSampling() {
        var sampling =
                chat(", 'temperature': 0, 'top_p': 0.5, 'top_k': 40, 'min_p': 0.1, 'seed': -3, 'stop': ['a', 'b'],"
                                + " 'frequency_penalty': 1, 'presence_penalty': -1, 'logprobs': true, 'top_logprobs': 5")
                        .request()
                        .sampling();

        assertThat(sampling)
                .isEqualTo(
                        new Sampling(
                                0, 0.5, 40, 0.1, 1, -1, OptionalLong.of(-3), List.of("a", "b"), 5));
    }

    @Test
    void theNewerBoundOnTokensWins() {
        assertThat(
                        chat(", 'max_tokens': 5, 'max_completion_tokens': 7")
                                .request()
                                .maxOutputTokens())
                .isEqualTo(7);
    }

    @Test
    void unknownFieldsAndNullsAreIgnored() {
        assertThat(
                        chat(
                                ", 'user': 'x', 'store': true, 'metadata': {}, 'temperature': null, 'stop': null"))
                .isEqualTo(chat(""));
    }

    @Test
    void joinsTextPartsAndTakesDevelopersForSystem() {
        var request =
                parse(
                        "{'model': 'm', 'messages': [{'role': 'developer', 'content': 'rules'},"
                                + " {'role': 'user', 'content': [{'type': 'text', 'text': 'a'}, {'type': 'text', 'text': 'b'}]}]}");

        assertThat(((Input.Chat) request.input()).messages())
                .containsExactly(
                        new Message(Role.SYSTEM, "rules", List.of(), ""), Message.user("ab"));
    }

    @Test
    void readsToolsAndTheirCalls() {
        var request =
                parse(
                        "{'model': 'm', 'tools': [{'type': 'function', 'function': {'name': 'add',"
                                + " 'parameters': {'type': 'object'}}}], 'tool_choice': {'type': 'function', 'function': {'name': 'add'}},"
                                + " 'messages': [{'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'c', 'type': 'function',"
                                + " 'function': {'name': 'add', 'arguments': '{}'}}]},"
                                + " {'role': 'tool', 'tool_call_id': 'c', 'content': '3'}]}");

        assertThat(request.input())
                .isEqualTo(
                        new Input.Chat(
                                List.of(
                                        new Message(
                                                Role.ASSISTANT,
                                                "",
                                                List.of(new Message.ToolCall("c", "add", "{}")),
                                                ""),
                                        new Message(Role.TOOL, "3", List.of(), "c")),
                                List.of(new Tool("add", "", "{\"type\":\"object\"}")),
                                "add"));
    }

    @Test
    void readsASchema() {
        assertThat(
                        chat(", 'response_format': {'type': 'json_schema', 'json_schema': {'name': 's', 'schema': {}}}")
                                .request()
                                .format())
                .isEqualTo(new OutputFormat.JsonSchema("s", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'response_format': {'type': 'json_object', 'schema': {'type': 'array'}}",
                "'json_schema': {'type': 'array'}",
                "'json_schema': {'type': 'array'}, 'response_format': {'type': 'text'}, 'grammar': ''",
            })
    void readsASchemaAsLlamaCppsServerDoes(String fields) {
        assertThat(chat(", " + fields).request().format())
                .isEqualTo(new OutputFormat.JsonSchema("answer", "{\"type\":\"array\"}"));
    }

    @Test
    void readsAGrammarForAChatAndForACompletion() {
        var grammar = new OutputFormat.Grammar("root ::= [ab]");

        assertThat(chat(", 'grammar': 'root ::= [ab]'").request().format()).isEqualTo(grammar);
        assertThat(
                        RequestParser.completion(
                                        node(
                                                "{'model': 'm', 'prompt': 'x', 'grammar': 'root ::= [ab]'}"),
                                        ENVELOPE)
                                .request()
                                .format())
                .isEqualTo(grammar);
    }

    @Test
    void bothAliasesLeaveTheChoiceToTheNode() {
        assertThat(
                        parse(
                                        "{'model': 'fogline', 'messages': [{'role': 'user', 'content': 'hi'}]}")
                                .model())
                .isEqualTo(RequestParser.AUTO);
    }

    @Test
    void usageIsOnlyForStreamsThatAskForIt() {
        assertThat(chat(", 'stream': true").delivery()).isEqualTo(Asked.Delivery.STREAM);
        assertThat(chat(", 'stream': true, 'stream_options': {'include_usage': true}").delivery())
                .isEqualTo(Asked.Delivery.STREAM_WITH_USAGE);
        assertThat(chat(", 'stream': false").delivery()).isEqualTo(Asked.Delivery.WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature': 3       | temperature must be a number from 0 to 2",
                "'temperature': '1'     | temperature must be a number from 0 to 2",
                "'top_p': -0.1          | top_p must be a number from 0 to 1",
                "'temperature': 1e999   | temperature must be a number from 0 to 2",
                "'max_tokens': 0        | max_tokens must be a whole number from 1 to 2147483647",
                "'max_tokens': 1.5      | max_tokens must be a whole number from 1 to 2147483647",
                "'n': 2                 | n must be 1",
                "'stream': 'yes'        | stream must be true or false",
                "'stop': 5              | stop must be text or a list of texts",
                "'stop': ['a', 5]       | stop[1] must be text",
                "'stop': ['a','b','c','d','e'] | stop takes at most 4 texts, none of them empty",
                "'top_logprobs': 2      | top_logprobs needs logprobs: true",
                "'tools': {}            | tools must be a list",
                "'tools': [{'type': 'magic'}] | tools[0].type must be function",
                "'tool_choice': 'add'   | tool_choice must be auto, none, required or a function out of tools",
                "'response_format': {'type': 'xml'} | response_format.type must be text, json_object or json_schema",
                "'response_format': {'type': 'json_schema'} | response_format.json_schema is missing",
                "'json_schema': 'x'     | json_schema must be an object",
                "'grammar': 5           | grammar must be text",
                "'grammar': 'x', 'json_schema': {} | grammar cannot stand beside json_schema",
                "'json_schema': {}, 'response_format': {'type': 'json_object'} | json_schema cannot stand beside response_format",
                "'functions': []        | functions is not supported; use tools"
            })
    void refusesAFieldByName(String field, String message) {
        assertThatThrownBy(() -> chat(", " + field))
                .isInstanceOf(ApiException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                             | the request must be an object",
                "{'messages': [{'role': 'user', 'content': 'x'}]} | model is missing",
                "{'model': 'm'}                                 | messages is missing",
                "{'model': 'm', 'messages': []}                 | messages must not be empty",
                "{'model': 'm', 'messages': 'hi'}               | messages must be a list",
                "{'model': 'm', 'messages': ['hi']}             | messages[0] must be an object",
                "{'model': 'm', 'messages': [{'role': 'user', 'content': 5}]} | messages[0].content must be text",
                "{'model': 'm', 'messages': [{'role': 'user'}]} | messages[0].content is missing",
                "{'model': 'm', 'messages': [{'role': 'king', 'content': 'x'}]} | messages[0].role must be system, developer, user, assistant or tool",
                "{'model': 'm', 'messages': [{'role': 'user', 'content': [{'type': 'image_url'}]}]} | messages[0].content[0].type must be text; images, sound and files are not supported",
                "{'model': 'm', 'messages': [{'role': 'tool', 'content': 'x'}]} | messages[0].tool_call_id is missing"
            })
    void refusesARequestByItsFirstFault(String body, String message) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(ApiException.class).hasMessage(message);
    }

    @Test
    void theErrorNamesTheField() {
        assertThatThrownBy(() -> chat(", 'n': 2"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        wrong -> {
                            assertThat(wrong.error().status()).isEqualTo(400);
                            assertThat(wrong.error().param()).isEqualTo("n");
                        });
    }

    @Test
    void readsAContinuation() {
        Asked asked =
                RequestParser.completion(
                        node("{'model': 'm', 'prompt': ['a'], 'logprobs': 2}"), ENVELOPE);

        assertThat(asked.request().input()).isEqualTo(new Input.Completion("a"));
        assertThat(asked.request().sampling().topProbabilities()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model': 'm'}                             | prompt is missing",
                "{'model': 'm', 'prompt': [1, 2]}           | prompt must be one text; tokens and several prompts are not supported",
                "{'model': 'm', 'prompt': ''}               | prompt must not be empty",
                "{'model': 'm', 'prompt': 'a', 'echo': true}  | echo is not supported",
                "{'model': 'm', 'prompt': 'a', 'suffix': 'b'} | suffix is not supported",
                "{'model': 'm', 'prompt': 'a', 'best_of': 2}  | best_of must be 1"
            })
    void refusesAContinuationByItsFirstFault(String body, String message) {
        assertThatThrownBy(() -> RequestParser.completion(node(body), ENVELOPE))
                .hasMessage(message);
    }

    @Test
    void aPrivateRequestIsPrivateAndAMistypedOneIsRefused() {
        assertThat(
                        Envelope.of(
                                        "id",
                                        Optional.of("Private"),
                                        Optional.empty(),
                                        Optional.empty())
                                .dataClass())
                .isEqualTo(DataClass.PRIVATE);
        assertThatThrownBy(
                        () ->
                                Envelope.of(
                                        "id",
                                        Optional.of("privat"),
                                        Optional.empty(),
                                        Optional.empty()))
                .hasMessage("x-fogline-data-class must be private or public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=0            | ALLOWED",
                "No-Cache             | RENEWED",
                "max-age=0, no-cache  | RENEWED",
                "no-store             | NEVER",
                "no-cache,no-store    | NEVER"
            })
    void theClientSaysWhetherAnswersAreShared(String header, Call.Reuse reuse) {
        assertThat(ENVELOPE.reusing(List.of(header)).reuse()).isEqualTo(reuse);
    }

    @Test
    void theTimeoutIsBounded() {
        assertThat(
                        Envelope.of("id", Optional.empty(), Optional.of("1500"), Optional.empty())
                                .timeout())
                .isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(
                        () ->
                                Envelope.of(
                                        "id", Optional.empty(), Optional.of("0"), Optional.empty()))
                .hasMessage("x-fogline-timeout-millis must be a whole number from 1 to 3600000");
    }

    @Test
    void headerTextIsPrintableAndBounded() {
        assertThat(HeaderText.safe("a\r\nb: ä")).isEqualTo("a  b: ?");
        assertThat(HeaderText.safe("x".repeat(1000))).hasSize(300);
    }

    private static Asked chat(String more) {
        return RequestParser.chat(
                node("{'model': 'm', 'messages': [{'role': 'user', 'content': 'hi'}]" + more + "}"),
                ENVELOPE);
    }

    private static InferenceRequest parse(String body) {
        return RequestParser.chat(node(body), ENVELOPE).request();
    }

    private static JsonNode node(String json) {
        return JSON.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
