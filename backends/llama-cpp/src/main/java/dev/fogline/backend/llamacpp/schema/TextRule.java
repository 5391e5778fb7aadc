package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.schema.Regex.Choice;
import dev.fogline.backend.llamacpp.schema.Regex.One;
import dev.fogline.backend.llamacpp.schema.Regex.Repeat;
import dev.fogline.backend.llamacpp.schema.Regex.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Strings as a GBNF body.
final class TextRule {

    private static final String QUOTE = "\"\\\"\"";

    private TextRule() {}

    /// @return empty if there is no such string
    static Optional<String> of(TextFacet text, GrammarRules grammar) {
        if (text.length().isEmpty()) {
            return Optional.empty();
        }
        if (text.isLength()) {
            return Optional.of(
                    text.length().equals(Range.ANY)
                            ? grammar.json(JsonRules.STRING)
                            : repeated(text.length(), grammar));
        }
        if (text.patterns().size() + text.formats().size() > 1) {
            throw last(text).wrong("a second pattern or format for one string is not supported");
        }
        return Optional.of(
                text.patterns().isEmpty()
                        ? format(text.formats().getFirst(), text.length(), grammar)
                        : pattern(text.patterns().getFirst(), text.length(), grammar));
    }

    private static Source last(TextFacet text) {
        return text.patterns().isEmpty() ? text.formats().getLast() : text.patterns().getLast();
    }

    private static String repeated(Range length, GrammarRules grammar) {
        String inside =
                length.max() == 0 ? "" : grammar.json(JsonRules.CHAR) + length.repetition() + " ";
        return QUOTE + " " + inside + QUOTE;
    }

    private static String format(Source keyword, Range length, GrammarRules grammar) {
        TextFormat format = TextFormat.of(keyword);
        if (!length.contains(format.length())) {
            throw keyword.wrong("together with minLength or maxLength is not supported");
        }
        return QUOTE + " " + grammar.share(keyword.text(), format.gbnf()) + " " + QUOTE;
    }

    private static String pattern(Source keyword, Range length, GrammarRules grammar) {
        Regex regex =
                RegexParser.parse(keyword)
                        .within(length)
                        .orElseThrow(
                                () ->
                                        keyword.wrong(
                                                "together with this minLength or maxLength is not"
                                                        + " supported; write the lengths into the"
                                                        + " pattern"));
        return QUOTE + " " + grammar.share("pattern", body(regex, grammar)) + " " + QUOTE;
    }

    private static String body(Regex regex, GrammarRules grammar) {
        return switch (regex) {
            case One(var set) -> grammar.character(set);
            case Sequence(List<Regex> parts) ->
                    parts.isEmpty()
                            ? "\"\""
                            : parts.stream()
                                    .map(part -> unit(part, grammar))
                                    .collect(Collectors.joining(" "));
            case Choice(List<Regex> parts) ->
                    parts.stream()
                            .map(part -> body(part, grammar))
                            .collect(Collectors.joining(" | "));
            case Repeat(Regex part, Range times) when times.max() == 0 -> "\"\"";
            case Repeat(Regex part, Range times) ->
                    (part instanceof One ? body(part, grammar) : "( " + body(part, grammar) + " )")
                            + times.repetition();
        };
    }

    private static String unit(Regex part, GrammarRules grammar) {
        String body = body(part, grammar);
        return part instanceof Choice ? "( " + body + " )" : body;
    }
}
