package dev.fogline.edge.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A prompt that two models answered, and how good the answers were.
///
/// @param text of the prompt
/// @param weak how good the weak model's answer is, in [0, 1]
/// @param strong how good the strong model's answer is, in [0, 1]
/// @param split the part of its file it belongs to, or empty
/// @param topic it is of, or empty
record AnsweredPrompt(String text, double weak, double strong, String split, String topic) {

    /// Where to find the grades of the two models in a line.
    ///
    /// @param weak a field, or a path of fields with dots between; a name may hold dots itself, and
    ///   may be cut short
    /// @param strong the same
    record Fields(String weak, String strong) {}

    /// @throws IllegalArgumentException naming the field that is missing or no grade
    static AnsweredPrompt of(JsonNode line, Fields fields) {
        JsonNode prompt = line.path("prompt");
        if (!prompt.isTextual()) {
            throw new IllegalArgumentException("no text 'prompt'");
        }
        return new AnsweredPrompt(
                prompt.asText(),
                grade(line, fields.weak()),
                grade(line, fields.strong()),
                line.path("split").asText(""),
                line.path("domain").asText(line.path("task").asText("")));
    }

    private static double grade(JsonNode line, String field) {
        JsonNode found = find(line, field);
        double grade = found.isBoolean() ? (found.asBoolean() ? 1 : 0) : found.asDouble(Double.NaN);
        if (!(grade >= 0 && grade <= 1)) {
            throw new IllegalArgumentException("no grade in [0, 1] at '" + field + "'");
        }
        return grade;
    }

    /// A name may be cut short, at its end or else at both, as long as it means one field alone.
    private static JsonNode find(JsonNode node, String path) {
        if (node.has(path)) {
            return node.path(path);
        }
        List<String> names = node.properties().stream().map(Map.Entry::getKey).toList();
        List<String> begun = names.stream().filter(name -> name.startsWith(path)).toList();
        List<String> meant =
                begun.isEmpty()
                        ? names.stream().filter(name -> name.contains(path)).toList()
                        : begun;
        if (meant.size() == 1) {
            return node.path(meant.getFirst());
        }
        int dot = path.indexOf('.');
        if (meant.isEmpty() && dot > 0 && node.path(path.substring(0, dot)).isObject()) {
            return find(node.path(path.substring(0, dot)), path.substring(dot + 1));
        }
        throw new IllegalArgumentException(
                meant.isEmpty()
                        ? "no field '" + path + "'; there are " + String.join(", ", names)
                        : "'" + path + "' may mean " + String.join(", ", meant));
    }

    /// What prompts of one meaning have in common: letter case and blanks do not count.
    String key() {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
