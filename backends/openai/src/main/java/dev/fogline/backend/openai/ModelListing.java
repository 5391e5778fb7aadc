package dev.fogline.backend.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.request.Ability;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a server lists under `/v1/models`, joined with what is configured.
final class ModelListing {

    /// Larger than any provider's list (some hundred); the rest is left out.
    private static final int MOST_MODELS = 4096;

    /// vLLM and SGLang, OpenRouter, other servers of Fogline.
    private static final List<String> CONTEXT_FIELDS =
            List.of("max_model_len", "context_length", "context_tokens");

    private ModelListing() {}

    private static final JsonNode NOTHING = MissingNode.getInstance();

    /// Where nobody says. Few models embed texts, and those hardly do anything else.
    private static final Set<Ability> ASSUMED =
            EnumSet.complementOf(
                    EnumSet.of(Ability.EMBEDDINGS, Ability.GRAMMAR, Ability.CONTINUATION));

    /// @param listing of the server; an empty object if it has none
    /// @return the configured models in their order, or all that are listed if none is configured
    static List<ServedModel> of(JsonNode listing, OpenAiSettings settings) {
        Map<String, JsonNode> listed = entries(listing);
        List<String> names =
                settings.models().isEmpty() ? List.copyOf(listed.keySet()) : settings.models();
        return names.stream()
                .map(name -> model(name, listed.getOrDefault(name, NOTHING), settings))
                .toList();
    }

    private static ServedModel model(String name, JsonNode entry, OpenAiSettings settings) {
        return new ServedModel(
                name,
                context(entry).orElse(settings.contextTokens()),
                continuing(
                        settings.abilities().or(() -> abilities(entry)).orElse(ASSUMED), settings));
    }

    private static Set<Ability> continuing(Set<Ability> abilities, OpenAiSettings settings) {
        if (settings.continues() == OpenAiSettings.Continues.NO
                || !abilities.contains(Ability.CHAT)) {
            return abilities;
        }
        var all = EnumSet.copyOf(abilities);
        all.add(Ability.CONTINUATION);
        return all;
    }

    private static Map<String, JsonNode> entries(JsonNode listing) {
        var entries = new LinkedHashMap<String, JsonNode>();
        for (JsonNode entry : listing.path("data")) {
            String name = Json.text(entry, "id");
            if (!name.isBlank() && !isAlias(entry) && entries.size() < MOST_MODELS) {
                entries.putIfAbsent(name, entry);
            }
        }
        return entries;
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

    /// Other servers of Fogline say it; words that are not known here are passed over.
    private static Optional<Set<Ability>> abilities(JsonNode entry) {
        JsonNode words = entry.path("abilities");
        if (!words.isArray()) {
            return Optional.empty();
        }
        var abilities = EnumSet.noneOf(Ability.class);
        words.forEach(word -> OpenAiSettings.ability(word.asText()).ifPresent(abilities::add));
        return Optional.of(abilities);
    }
}
