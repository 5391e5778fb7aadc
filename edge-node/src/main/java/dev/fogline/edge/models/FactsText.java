package dev.fogline.edge.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.pull.Bytes;
import dev.fogline.spi.model.ModelFacts;
import dev.fogline.spi.request.Ability;
import java.util.Locale;
import java.util.stream.Collectors;

/// The facts of a model for programs and for people.
final class FactsText {

    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private FactsText() {}

    static ObjectNode json(Installed model, ModelFacts facts) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", model.name())
                        .put("file", model.file().toString())
                        .put("bytes", model.bytes())
                        .put("architecture", facts.architecture())
                        .put("title", facts.name())
                        .put("parameters", facts.weights().count())
                        .put("quantisation", facts.weights().quantisation());
        facts.contextTokens().ifPresent(tokens -> json.put("context_tokens", tokens));
        facts.licence().ifPresent(licence -> json.put("licence", licence));
        json.put("chat", facts.abilities().contains(Ability.CHAT));
        json.put("tools", facts.abilities().contains(Ability.TOOLS));
        model.receipt().ifPresent(receipt -> json.set("receipt", receipt.json()));
        return json;
    }

    /// One line: what it is.
    static String line(ModelFacts facts) {
        return facts.architecture()
                + ", "
                + weights(facts.weights().count())
                + " weights, mostly "
                + facts.weights().quantisation()
                + ", context "
                + (facts.contextTokens().isPresent() ? facts.contextTokens().getAsInt() : "unknown")
                + ", "
                + abilities(facts)
                + ", licence "
                + facts.licence().orElse("not stated");
    }

    static String abilities(ModelFacts facts) {
        String list =
                facts.abilities().stream()
                        .filter(
                                ability ->
                                        ability == Ability.CHAT
                                                || ability == Ability.TOOLS
                                                || ability == Ability.COMPLETION)
                        .sorted()
                        .map(ability -> ability.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" + "));
        return list.isEmpty() ? "no chat" : list;
    }

    /// Such as `1.2 B` or `283 thousand`.
    static String weights(long count) {
        if (count >= BILLION) {
            return String.format(Locale.ROOT, "%.1f B", count / BILLION);
        }
        return count >= MILLION
                ? String.format(Locale.ROOT, "%.0f M", count / MILLION)
                : Long.toString(count);
    }

    static String size(Installed model) {
        return Bytes.text(model.bytes());
    }
}
