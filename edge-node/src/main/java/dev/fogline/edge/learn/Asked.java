package dev.fogline.edge.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A model that was asked a prompt, how good its answer was, and what it took.
///
/// @param key of model, revision, judge and prompt: the same is not asked again
/// @param grade in [0, 1]
record Asked(
        String key, double grade, double firstTokenMillis, double totalMillis, double costUsd) {

    private static final int KEY_BYTES = 16;

    /// A digest, so that no text of a prompt is kept.
    static String key(Side side, String judge, LearnPrompt prompt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part :
                    new String[] {
                        side.name(),
                        side.revision(),
                        judge,
                        prompt.text(),
                        String.join("\n", prompt.accepted())
                    }) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every Java has it
        }
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("grade", grade)
                .put("first_token_millis", firstTokenMillis)
                .put("total_millis", totalMillis)
                .put("cost_usd", costUsd);
    }

    /// @throws IllegalArgumentException if a field is missing
    static Asked of(JsonNode line) {
        return new Asked(
                line.required("key").asText(),
                line.required("grade").asDouble(),
                line.required("first_token_millis").asDouble(),
                line.required("total_millis").asDouble(),
                line.required("cost_usd").asDouble());
    }
}
