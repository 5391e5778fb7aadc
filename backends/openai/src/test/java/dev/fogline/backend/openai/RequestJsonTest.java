package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.Message.Role;
import dev.fogline.spi.request.Message.ToolCall;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Tool;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequestJsonTest {

    private static final Input HELLO = Input.Chat.of(List.of(Message.user("hi")));

    @Test
    void sendsOnlyWhatTheClientAskedFor() throws Exception {
        assertJson(
                request(HELLO, Sampling.DEFAULT, new OutputFormat.Text()),
                """
                {"model":"m1","stream":true,"stream_options":{"include_usage":true},
                 "messages":[{"role":"user","content":"hi"}]}""");
    }

    @Test
    void sendsEverySamplingValueThatDiffers() throws Exception {
        var sampling =
                new Sampling(0, 0.9, 40, 0.05, 0.5, -0.5, OptionalLong.of(3), List.of("x"), 2);
        assertJson(
                request(HELLO, sampling, new OutputFormat.JsonObject()),
                """
                {"model":"m1","stream":true,"stream_options":{"include_usage":true},
                 "temperature":0.0,"top_p":0.9,"min_p":0.05,"frequency_penalty":0.5,
                 "presence_penalty":-0.5,"top_k":40,"seed":3,"stop":["x"],
                 "response_format":{"type":"json_object"},
                 "messages":[{"role":"user","content":"hi"}],"logprobs":true,"top_logprobs":2}""");
    }

    @Test
    void asksForTheRestOfAnAnswer() throws Exception {
        assertJson(
                request(
                        new Input.Begun((Input.Chat) HELLO, "one tw"),
                        Sampling.DEFAULT,
                        new OutputFormat.Text()),
                """
                {"model":"m1","stream":true,"stream_options":{"include_usage":true},
                 "messages":[{"role":"user","content":"hi"},
                             {"role":"assistant","content":"one tw"}],
                 "add_generation_prompt":false,"continue_final_message":true}""");
    }

    @Test
    void sendsToolsAndTheirCalls() throws Exception {
        var turns =
                List.of(
                        new Message(
                                Role.ASSISTANT, "", List.of(new ToolCall("c1", "add", "{}")), ""),
                        new Message(Role.TOOL, "3", List.of(), "c1"));
        var chat = new Input.Chat(turns, List.of(new Tool("add", "adds", "{}")), "add");
        assertJson(
                request(chat, Sampling.DEFAULT, new OutputFormat.Text()),
                """
                {"model":"m1","stream":true,"stream_options":{"include_usage":true},
                 "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1",
                   "type":"function","function":{"name":"add","arguments":"{}"}}]},
                  {"role":"tool","content":"3","tool_call_id":"c1"}],
                 "tools":[{"type":"function","function":{"name":"add","description":"adds",
                   "parameters":{}}}],
                 "tool_choice":{"type":"function","function":{"name":"add"}}}""");
    }

    @Test
    void sendsASchemaAsJson() throws Exception {
        var format = new OutputFormat.JsonSchema("s", "{\"type\":\"object\"}");
        assertThat(json(request(HELLO, Sampling.DEFAULT, format)).path("response_format"))
                .hasToString(
                        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\","
                                + "\"schema\":{\"type\":\"object\"}}}");
    }

    @Test
    void sendsAGrammarAsLlamaCppsServerTakesIt() throws Exception {
        var format = new OutputFormat.Grammar("root ::= \"x\"");
        JsonNode body = json(request(HELLO, Sampling.DEFAULT, format));
        assertThat(body.path("grammar").asText()).isEqualTo("root ::= \"x\"");
        assertThat(body.has("response_format")).isFalse();
    }

    @Test
    void refusesASchemaThatIsNoJson() {
        var format = new OutputFormat.JsonSchema("s", "{");
        var thrown =
                catchThrowableOfType(
                        BackendException.class,
                        () -> RequestJson.of(request(HELLO, Sampling.DEFAULT, format), "m1"));
        assertThat(thrown.fault().kind()).isEqualTo(FaultKind.INVALID_REQUEST);
    }

    @Test
    void sendsACompletionWithItsBoundAndProbabilities() throws Exception {
        var sampling = new Sampling(1, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), 3);
        JsonNode body =
                json(request(new Input.Completion("Once"), sampling, new OutputFormat.Text()));
        assertThat(body.path("prompt").asText()).isEqualTo("Once");
        assertThat(body.path("logprobs").asInt()).isEqualTo(3);
        assertThat(body.has("messages")).isFalse();
    }

    @Test
    void sendsTheBoundOfTheOutput() throws Exception {
        assertThat(json(Fixture.QUESTION).path("max_tokens").asInt()).isEqualTo(256);
    }

    private static void assertJson(InferenceRequest request, String expected) throws Exception {
        assertThat(json(request)).isEqualTo(Json.MAPPER.readTree(expected));
    }

    private static JsonNode json(InferenceRequest request) throws Exception {
        return Json.MAPPER.readTree(RequestJson.of(request, "m1"));
    }

    private static InferenceRequest request(Input input, Sampling sampling, OutputFormat format) {
        return new InferenceRequest(
                "r1",
                "auto",
                input,
                sampling,
                format,
                InferenceRequest.UNBOUNDED_OUTPUT,
                Duration.ofMinutes(1),
                "local",
                DataClass.PUBLIC);
    }
}
