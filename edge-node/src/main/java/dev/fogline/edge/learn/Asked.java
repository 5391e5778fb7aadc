package dev.fogline.edge.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.cascade.TokenStatistics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A model that was asked a prompt, how good its answer was, and what it took.
///
/// @param key of model, revision, judge and prompt: the same is not asked again
/// @param grade in [0, 1]
/// @param tokens how sure the model was of each token of its answer; empty if it was not asked
record Asked(
        String key,
        double grade,
        double firstTokenMillis,
        double totalMillis,
        double costUsd,
        List<TokenStatistics> tokens) {

    private static final int KEY_BYTES = 16;
    private static final String TOKENS = "tokens";

    Asked {
        tokens = List.copyOf(tokens);
    }

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
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("key", key)
                        .put("grade", grade)
                        .put("first_token_millis", firstTokenMillis)
                        .put("total_millis", totalMillis)
                        .put("cost_usd", costUsd);
        if (!tokens.isEmpty()) {
            ArrayNode all = line.putArray(TOKENS);
            tokens.forEach(
                    token ->
                            all.addArray()
                                    .add(token.logProbability())
                                    .add(token.margin())
                                    .add(token.entropy()));
        }
        return line;
    }

    /// @throws IllegalArgumentException if a field is missing
    static Asked of(JsonNode line) {
        var tokens = new ArrayList<TokenStatistics>();
        for (JsonNode token : line.path(TOKENS)) {
            tokens.add(
                    new TokenStatistics(
                            token.required(0).asDouble(),
                            token.required(1).asDouble(),
                            token.required(2).asDouble()));
        }
        return new Asked(
                line.required("key").asText(),
                line.required("grade").asDouble(),
                line.required("first_token_millis").asDouble(),
                line.required("total_millis").asDouble(),
                line.required("cost_usd").asDouble(),
                tokens);
    }
}
