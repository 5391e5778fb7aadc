package dev.fogline.edge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// What came back for one question, as its client saw it.
///
/// @param text of the answer
/// @param candidate who answered, `backend/model`
/// @param reason why it was asked
/// @param firstTokenMillis until the first content reached the client
/// @param totalMillis until the end of the stream
/// @param costUsd as the node states it
/// @param predicted the node's prediction, from its headers
record Reply(
        String text,
        String candidate,
        String reason,
        double firstTokenMillis,
        double totalMillis,
        BigDecimal costUsd,
        Predicted predicted) {

    /// @param firstTokenMillis to the first content
    /// @param totalMillis to the end
    /// @param costUsd expected
    record Predicted(double firstTokenMillis, double totalMillis, double costUsd) {}

    boolean fromCloud() {
        return candidate.startsWith(DemoNodes.CLOUD + "/");
    }

    /// The text in one chunk of a stream; empty for one that has none.
    static String textOf(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta").path("content").asText("");
    }
}
