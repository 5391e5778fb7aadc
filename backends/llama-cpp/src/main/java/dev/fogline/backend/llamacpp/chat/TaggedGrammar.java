package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.Value;
import dev.fogline.backend.llamacpp.schema.JsonSchemas;
import dev.fogline.backend.llamacpp.schema.SchemaException;
import dev.fogline.spi.request.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The grammar of arguments in tags, each in the order of its tool's schema: texts are free, all
/// else is JSON.
final class TaggedGrammar {

    private TaggedGrammar() {}

    /// Rules whose names begin with a prefix, the first of which is its `root`.
    static String arguments(Tool tool, String prefix) {
        Map<String, Value> schema = entries(Json.value(tool.parametersJson()));
        Map<String, Value> properties =
                entries(schema.getOrDefault("properties", Value.mapping(Map.of())));
        Set<String> required = required(schema);
        var texts = TextParameters.of(List.of(tool));
        var rules = new ArrayList<String>();
        var sequence = new ArrayList<String>();
        int i = 0;
        for (var property : properties.entrySet()) {
            String key = property.getKey();
            String name = prefix + "p" + i++ + "-";
            sequence.add(name + "tag" + (required.contains(key) ? "" : "?"));
            rules.add(
                    name
                            + "tag ::= "
                            + ToolGrammar.literal("<parameter=" + key + ">\n")
                            + " "
                            + name
                            + "root "
                            + ToolGrammar.literal("\n</parameter>\n"));
            rules.add(
                    texts.text(tool.name(), key)
                            ? name + "root ::= " + TaggedText.rule(property.getValue())
                            : value(property.getValue(), name));
        }
        rules.addFirst(
                prefix + "root ::= " + (sequence.isEmpty() ? "\"\"" : String.join(" ", sequence)));
        return String.join("\n", rules);
    }

    private static String value(Value schema, String prefix) {
        try {
            return GrammarNames.prefixed(JsonSchemas.grammar(Json.text(schema)), prefix);
        } catch (SchemaException refersElsewhere) {
            return prefix + "root ::= " + ToolGrammar.until("</");
        }
    }

    private static Map<String, Value> entries(Value value) {
        return value instanceof Value.Mapping(var entries) ? entries : Map.of();
    }

    private static Set<String> required(Map<String, Value> schema) {
        return schema.get("required") instanceof Value.Sequence(var names, boolean tuple)
                ? names.stream()
                        .filter(Value.Text.class::isInstance)
                        .map(name -> ((Value.Text) name).text())
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
