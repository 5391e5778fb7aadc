package dev.fogline.backend.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;

/// Writes a request in OpenAI's words; what the client did not ask for is left to the server.
final class RequestJson {

    private RequestJson() {}

    /// @throws BackendException as an invalid request if a schema in it is no JSON
    static byte[] of(InferenceRequest request, String model) throws BackendException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", model);
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        if (request.maxOutputTokens() != InferenceRequest.UNBOUNDED_OUTPUT) {
            body.put("max_tokens", request.maxOutputTokens());
        }
        sampling(body, request.sampling());
        format(body, request.format());
        int top = request.sampling().topProbabilities();
        switch (request.input()) {
            case Input.Chat chat -> {
                ChatJson.write(body, chat);
                chatProbabilities(body, top);
            }
            case Input.Begun begun -> {
                ChatJson.write(body, begun);
                chatProbabilities(body, top);
            }
            case Input.Completion completion -> {
                body.put("prompt", completion.prompt());
                if (top != Sampling.NO_PROBABILITIES) {
                    body.put("logprobs", top);
                }
            }
        }
        return Json.bytes(body);
    }

    private static void chatProbabilities(ObjectNode body, int top) {
        if (top != Sampling.NO_PROBABILITIES) {
            body.put("logprobs", true);
            body.put("top_logprobs", top);
        }
    }

    /// @throws BackendException as an invalid request, named by what the text was for
    static JsonNode parsed(String json, String what) throws BackendException {
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            if (node.isObject() || node.isBoolean()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // told below, without the text
        }
        throw BackendException.of(FaultKind.INVALID_REQUEST, what + " is not a JSON schema");
    }

    private static void sampling(ObjectNode body, Sampling sampling) {
        Sampling silent = Sampling.DEFAULT;
        put(body, "temperature", sampling.temperature(), silent.temperature());
        put(body, "top_p", sampling.topP(), silent.topP());
        put(body, "min_p", sampling.minP(), silent.minP());
        put(body, "frequency_penalty", sampling.frequencyPenalty(), silent.frequencyPenalty());
        put(body, "presence_penalty", sampling.presencePenalty(), silent.presencePenalty());
        if (sampling.topK() != silent.topK()) {
            body.put("top_k", sampling.topK());
        }
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.putArray("stop")::add);
        }
    }

    private static void put(ObjectNode body, String key, double value, double silent) {
        if (value != silent) {
            body.put(key, value);
        }
    }

    private static void format(ObjectNode body, OutputFormat format) throws BackendException {
        switch (format) {
            case OutputFormat.Text _ -> {}
            case OutputFormat.JsonObject _ ->
                    body.putObject("response_format").put("type", "json_object");
            case OutputFormat.JsonSchema schema -> {
                ObjectNode wanted = body.putObject("response_format").put("type", "json_schema");
                ObjectNode named = wanted.putObject("json_schema").put("name", schema.name());
                named.set("schema", parsed(schema.schemaJson(), "the output format"));
            }
            // as llama.cpp's server and ours take it; others are not said to have the ability
            case OutputFormat.Grammar(String gbnf) -> body.put("grammar", gbnf);
        }
    }
}
