package dev.fogline.backend.llamacpp.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Renames the rules of a GBNF grammar, so that several can be parts of one.
final class GrammarNames {

    /// A literal, a class of characters, a repetition, a comment, or the name of a rule.
    private static final Pattern PART =
            Pattern.compile(
                    "\"(?:\\\\.|[^\"\\\\])*+\"|\\[(?:\\\\.|[^\\]\\\\])*+]|\\{[^}]*}|#[^\\n]*"
                            + "|([a-zA-Z][a-zA-Z0-9-]*+)");

    private GrammarNames() {}

    static String prefixed(String gbnf, String prefix) {
        return PART.matcher(gbnf)
                .replaceAll(
                        part ->
                                Matcher.quoteReplacement(
                                        part.group(1) == null
                                                ? part.group()
                                                : prefix + part.group()));
    }
}
