package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.answer.TokenProbability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads token probabilities in both of OpenAI's shapes.
final class Probabilities {

    private Probabilities() {}

    /// @param logprobs `{content: [{token, logprob, top_logprobs}]}` of a chat, or `{tokens,
    ///   token_logprobs, top_logprobs}` of a completion; missing or null for none
    static List<TokenProbability> of(JsonNode logprobs) {
        return logprobs.has("tokens") ? ofCompletion(logprobs) : ofChat(logprobs.path("content"));
    }

    private static List<TokenProbability> ofChat(JsonNode tokens) {
        var probabilities = new ArrayList<TokenProbability>();
        for (JsonNode token : tokens) {
            probabilities.add(
                    one(
                            Json.text(token, "token"),
                            token.path("logprob"),
                            ofChat(token.path("top_logprobs"))));
        }
        return probabilities;
    }

    private static List<TokenProbability> ofCompletion(JsonNode logprobs) {
        var probabilities = new ArrayList<TokenProbability>();
        JsonNode tokens = logprobs.path("tokens");
        for (int i = 0; i < tokens.size(); i++) {
            probabilities.add(
                    one(
                            tokens.path(i).asText(),
                            logprobs.path("token_logprobs").path(i),
                            alternatives(logprobs.path("top_logprobs").path(i))));
        }
        return probabilities;
    }

    private static List<TokenProbability> alternatives(JsonNode byToken) {
        var alternatives = new ArrayList<TokenProbability>();
        byToken.properties()
                .forEach(it -> alternatives.add(one(it.getKey(), it.getValue(), List.of())));
        alternatives.sort(Comparator.comparingDouble(TokenProbability::logProbability).reversed());
        return alternatives;
    }

    /// Rounding makes some servers report a certain token slightly above 0.
    private static TokenProbability one(
            String token, JsonNode logarithm, List<TokenProbability> alternatives) {
        return new TokenProbability(token, Math.min(0, logarithm.asDouble(0)), alternatives);
    }
}
