package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The grammar of a text between tags, which stands there without quotes. It heeds `enum`, `const`,
/// `minLength` and `maxLength`; `pattern` and `format` are left to the model.
final class TaggedText {

    /// Longer texts are not counted.
    private static final int MAX_COUNTED = 2000;

    private TaggedText() {}

    /// The right side of a rule.
    ///
    /// @param schema of the text, an object
    static String rule(Value schema) {
        Map<String, Value> keywords =
                schema instanceof Value.Mapping(var entries) ? entries : Map.of();
        List<String> choices = choices(keywords);
        if (!choices.isEmpty()) {
            return choices.stream().map(ToolGrammar::literal).collect(Collectors.joining(" | "));
        }
        OptionalLong least = length(keywords, "minLength");
        OptionalLong most = length(keywords, "maxLength");
        boolean counted = least.isPresent() || most.isPresent();
        boolean possible = least.orElse(0) <= most.orElse(Long.MAX_VALUE);
        if (!counted || !possible) {
            return ToolGrammar.until("</");
        }
        // Where characters are counted none may be a bracket, with which the closing tag begins.
        String bound = most.isPresent() ? String.valueOf(most.getAsLong()) : "";
        return "[^<]{" + least.orElse(0) + "," + bound + "}";
    }

    /// Of these only texts that do not end the tag.
    private static List<String> choices(Map<String, Value> keywords) {
        List<Value> all =
                keywords.get("enum") instanceof Value.Sequence(var values, boolean tuple)
                        ? values
                        : Optional.ofNullable(keywords.get("const")).stream().toList();
        return all.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .filter(text -> !text.contains("</"))
                .toList();
    }

    private static OptionalLong length(Map<String, Value> keywords, String name) {
        return keywords.get(name) instanceof Value.Whole(long length)
                        && length >= 0
                        && length <= MAX_COUNTED
                ? OptionalLong.of(length)
                : OptionalLong.empty();
    }
}
