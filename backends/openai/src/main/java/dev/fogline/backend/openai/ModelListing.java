package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.spi.ServedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What a server lists under `/v1/models`, joined with what is configured.
final class ModelListing {

    /// Larger than any provider's list (some hundred); the rest is left out.
    private static final int MOST_MODELS = 4096;

    /// vLLM and SGLang, OpenRouter, other servers of Fogline.
    private static final List<String> CONTEXT_FIELDS =
            List.of("max_model_len", "context_length", "context_tokens");

    private ModelListing() {}

    /// @param listing of the server; an empty object if it has none
    /// @return the configured models in their order, or all that are listed if none is configured
    static List<ServedModel> of(JsonNode listing, OpenAiSettings settings) {
        Map<String, OptionalInt> listed = contexts(listing);
        List<String> names =
                settings.models().isEmpty() ? List.copyOf(listed.keySet()) : settings.models();
        var models = new ArrayList<ServedModel>();
        for (String name : names) {
            int context =
                    listed.getOrDefault(name, OptionalInt.empty()).orElse(settings.contextTokens());
            models.add(new ServedModel(name, context, settings.abilities()));
        }
        return models;
    }

    private static Map<String, OptionalInt> contexts(JsonNode listing) {
        var contexts = new LinkedHashMap<String, OptionalInt>();
        for (JsonNode entry : listing.path("data")) {
            String name = Json.text(entry, "id");
            if (!name.isBlank() && !isAlias(entry) && contexts.size() < MOST_MODELS) {
                contexts.putIfAbsent(name, context(entry));
            }
        }
        return contexts;
    }

    /// Another server of Fogline lists its word for "you choose" too. That is no model: its speed
    /// and quality would be those of whatever the other chose.
    private static boolean isAlias(JsonNode entry) {
        return Json.text(entry, "owned_by").equals("fogline");
    }

    private static OptionalInt context(JsonNode entry) {
        return CONTEXT_FIELDS.stream()
                .mapToInt(field -> entry.path(field).asInt(0))
                .filter(tokens -> tokens > 0)
                .findFirst();
    }
}
