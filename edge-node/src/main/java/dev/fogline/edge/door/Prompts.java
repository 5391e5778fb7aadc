package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Bodies of chat requests.
public final class Prompts {

    private Prompts() {}

    /// One user message.
    ///
    /// @param words joined by blanks
    public static ObjectNode chat(String model, List<String> words) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", String.join(" ", words));
        return body;
    }
}
