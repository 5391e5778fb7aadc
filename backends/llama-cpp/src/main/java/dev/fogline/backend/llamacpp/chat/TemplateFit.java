package dev.fogline.backend.llamacpp.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether what llama.cpp renders can be what a model's own template renders. Pure.
///
/// llama.cpp runs no Jinja: it picks one of its built-in formats by what substrings the template
/// has, and may be wrong by a line break or a whole format, which costs answers without any error.
/// Two conditions, both needed, both by texts alone: what is rendered around the messages must be a
/// sequence of texts of the template; and what looks like a special token in the template must be
/// in what is rendered, unless it is about things these conversations do not hold.
final class TemplateFit {

    private static final Pattern SPECIAL =
            Pattern.compile("<[|｜]?/?[\\w▁]+[|｜]?>|\\[/?[A-Z][A-Z_]*]");

    private static final Pattern ABOUT_OTHER_THINGS =
            Pattern.compile(
                    "tool|function|python|eom|think|image|vision|video|audio|object|box|quad|pad"
                            + "|document|citation",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> ROLES = Set.of("system", "user", "assistant");

    private final String template;
    private final Set<String> texts;
    private final String beginText;
    private final String endText;

    /// @param template the model's own
    /// @param beginText what the template's `bos_token` stands for, may be empty
    /// @param endText what the template's `eos_token` stands for, may be empty
    TemplateFit(String template, String beginText, String endText) {
        this.template = template;
        this.texts = TemplateText.of(template);
        this.beginText = beginText;
        this.endText = endText;
    }

    /// @param rendered the texts around the messages of a conversation with each role, in order
    /// @return what does not fit; empty if all does
    Optional<String> problem(List<String> rendered) {
        Set<String> parts = parts();
        for (String text : rendered) {
            if (!composed(text, parts)) {
                return Optional.of(
                        "it would write " + quoted(text) + ", which the template has no texts for");
            }
        }
        String all = String.join("\0", rendered);
        return expected().stream()
                .filter(special -> !all.contains(special))
                .findFirst()
                .map(
                        special ->
                                "it would not write "
                                        + quoted(special)
                                        + ", which is in the template");
    }

    private Set<String> parts() {
        var parts = new HashSet<>(texts);
        parts.addAll(ROLES);
        if (template.contains("bos_token")) {
            parts.add(beginText);
        }
        if (template.contains("eos_token")) {
            parts.add(endText);
        }
        parts.remove("");
        return parts;
    }

    /// Whether a text is a sequence of parts; each may be used any number of times.
    private static boolean composed(String text, Set<String> parts) {
        var reachable = new boolean[text.length() + 1];
        reachable[0] = true;
        for (int at = 0; at < text.length(); at++) {
            if (reachable[at]) {
                for (String part : parts) {
                    if (text.startsWith(part, at)) {
                        reachable[at + part.length()] = true;
                    }
                }
            }
        }
        return reachable[text.length()];
    }

    private Set<String> expected() {
        var expected = new HashSet<String>();
        for (String text : texts) {
            SPECIAL.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .filter(special -> !ABOUT_OTHER_THINGS.matcher(special).find())
                    .forEach(expected::add);
        }
        if (template.contains("eos_token") && !endText.isEmpty()) {
            expected.add(endText);
        }
        expected.remove(beginText); // added as a token, not by the template
        return expected;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\n", "\\n") + "'";
    }
}
