package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;

/// What a server says went wrong.
///
/// @param words code and type, lower case, between blanks; empty if it gives none
/// @param message its sentence, empty if it gives none
/// @param status a status code inside the body, if there is one
record ErrorBody(String words, String message, OptionalInt status) {

    private static final ErrorBody SILENT = new ErrorBody("", "", OptionalInt.empty());

    /// Whether an event or answer is an error in one of the shapes that are in use.
    static boolean isError(JsonNode event) {
        JsonNode error = event.path("error");
        return error.isObject() || error.isTextual() || Json.text(event, "object").equals("error");
    }

    /// @param head the beginning of a body that may be anything
    static ErrorBody of(byte[] head) {
        try {
            JsonNode body = Json.MAPPER.readTree(head);
            return body == null ? SILENT : of(body);
        } catch (IOException notJson) {
            // A page of some proxy: nothing in it is meant for the client.
            return SILENT;
        }
    }

    /// Reads `{error: {code, type, message}}` of OpenAI and llama.cpp, `{object: "error", code,
    /// type, message}` of older vLLM, `{error: "…"}` of Ollama and `{detail: "…"}` of FastAPI.
    static ErrorBody of(JsonNode body) {
        JsonNode error = body.path("error").isObject() ? body.path("error") : body;
        String message =
                firstOf(
                        Json.text(error, "message"),
                        Json.text(body, "error"),
                        Json.text(body, "detail"));
        String words = Json.text(error, "code") + " " + Json.text(error, "type");
        int code = error.path("code").asInt(0);
        return new ErrorBody(
                words.strip().toLowerCase(Locale.ROOT),
                message,
                code >= 400 && code < 600 ? OptionalInt.of(code) : OptionalInt.empty());
    }

    /// The same without the key, should a server have repeated it.
    ErrorBody hiding(String apiKey) {
        return apiKey.isEmpty()
                ? this
                : new ErrorBody(words, message.replace(apiKey, "***"), status);
    }

    /// Whether code or type hold one of these words.
    boolean says(String... any) {
        for (String word : any) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
