package dev.fogline.backend.llamacpp.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// The methods of texts, as Python's `str` has them.
final class TextMethods {

    static final Set<String> NAMES =
            Set.of(
                    "strip",
                    "lstrip",
                    "rstrip",
                    "split",
                    "rsplit",
                    "splitlines",
                    "startswith",
                    "endswith",
                    "upper",
                    "lower",
                    "title",
                    "capitalize",
                    "replace",
                    "find",
                    "rfind",
                    "count",
                    "join",
                    "format",
                    "removeprefix",
                    "removesuffix",
                    "isdigit",
                    "isalpha",
                    "isalnum",
                    "isspace",
                    "isupper",
                    "islower");

    private TextMethods() {}

    static Value call(String text, Call call) {
        call.budget().characters(text.length());
        return switch (call.name()) {
            case "strip" -> Value.of(strip(text, true, true, call));
            case "lstrip" -> Value.of(strip(text, true, false, call));
            case "rstrip" -> Value.of(strip(text, false, true, call));
            case "split" -> Value.list(split(text, call));
            case "rsplit" -> Value.list(splitFromBack(text, call));
            case "splitlines" -> Value.list(text.lines().map(Value::of).toList());
            case "startswith" -> Value.of(any(call, text, String::startsWith));
            case "endswith" -> Value.of(any(call, text, String::endsWith));
            case "upper" -> Value.of(text.toUpperCase(Locale.ROOT));
            case "lower" -> Value.of(text.toLowerCase(Locale.ROOT));
            case "title" -> Value.of(title(text));
            case "capitalize" -> Value.of(capitalized(text));
            case "replace" -> replaced(text, call);
            case "find" -> Value.of(text.indexOf(call.text(0, "sub")));
            case "rfind" -> Value.of(text.lastIndexOf(call.text(0, "sub")));
            case "count" -> Value.of(count(text, call.text(0, "sub")));
            case "join" -> joined(Items.of(call.required(0, "items"), call.budget()), text, call);
            case "format" -> Value.of(TextFormat.of(text, call));
            case "removeprefix" -> {
                String prefix = call.text(0, "prefix");
                yield Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
            }
            case "removesuffix" -> {
                String suffix = call.text(0, "suffix");
                int end = text.endsWith(suffix) ? text.length() - suffix.length() : text.length();
                yield Value.of(text.substring(0, end));
            }
            default -> Value.of(is(call.name(), text));
        };
    }

    static Value replaced(String text, Call call) {
        String old = call.text(0, "old");
        String replacement = call.text(1, "new");
        long most = call.whole(2, "count", -1);
        long found = old.isEmpty() ? text.length() + 1L : count(text, old);
        call.budget().characters(text.length() + found * replacement.length());
        if (most < 0) {
            return Value.of(text.replace(old, replacement));
        }
        String result = text;
        int from = 0;
        for (long i = 0; i < most; i++) {
            int at = result.indexOf(old, from);
            if (at < 0) {
                break;
            }
            call.budget().characters(result.length());
            result = result.substring(0, at) + replacement + result.substring(at + old.length());
            from = at + replacement.length() + (old.isEmpty() ? 1 : 0);
        }
        return Value.of(result);
    }

    static Value joined(List<Value> items, String separator, Call call) {
        var text = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = Texts.of(items.get(i), call.budget());
            call.budget().characters((long) item.length() + separator.length());
            text.append(i == 0 ? "" : separator).append(item);
        }
        return Value.of(text.toString());
    }

    static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        var title = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            title.append(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inside = Character.isLetter(c);
        }
        return title.toString();
    }

    private static String strip(String text, boolean front, boolean back, Call call) {
        return Whitespace.strip(text, front, back, call.textIfAny(0, "chars").orElse(""));
    }

    private static List<Value> split(String text, Call call) {
        Optional<String> separator = call.textIfAny(0, "sep");
        long most = call.whole(1, "maxsplit", -1);
        return separator.isPresent()
                ? splitAt(text, separator.get(), most, call.budget())
                : splitAtWhite(text, most, call.budget());
    }

    private static List<Value> splitAt(String text, String separator, long most, Budget budget) {
        requireSeparator(separator);
        var parts = new ArrayList<Value>();
        int from = 0;
        for (int at = text.indexOf(separator);
                at >= 0 && (most < 0 || parts.size() < most);
                at = text.indexOf(separator, from)) {
            budget.step();
            parts.add(Value.of(text.substring(from, at)));
            from = at + separator.length();
        }
        parts.add(Value.of(text.substring(from)));
        return parts;
    }

    private static List<Value> splitAtWhite(String text, long most, Budget budget) {
        var parts = new ArrayList<Value>();
        int from = afterWhite(text, 0);
        while (from < text.length()) {
            budget.step();
            int to = most >= 0 && parts.size() >= most ? text.length() : beforeWhite(text, from);
            parts.add(Value.of(text.substring(from, to)));
            from = afterWhite(text, to);
        }
        return parts;
    }

    private static List<Value> splitFromBack(String text, Call call) {
        String separator = call.text(0, "sep");
        long most = call.whole(1, "maxsplit", -1);
        requireSeparator(separator);
        var parts = new ArrayList<Value>();
        int to = text.length();
        for (int at = text.lastIndexOf(separator);
                at >= 0 && (most < 0 || parts.size() < most);
                at = text.lastIndexOf(separator, at - separator.length())) {
            call.budget().step();
            parts.add(Value.of(text.substring(at + separator.length(), to)));
            to = at;
            if (at < separator.length()) {
                break;
            }
        }
        parts.add(Value.of(text.substring(0, to)));
        Collections.reverse(parts);
        return parts;
    }

    private static void requireSeparator(String separator) {
        if (separator.isEmpty()) {
            throw TemplateException.of("a text is split at nothing");
        }
    }

    private static int afterWhite(String text, int from) {
        int at = from;
        while (at < text.length() && Whitespace.is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int beforeWhite(String text, int from) {
        int at = from;
        while (at < text.length() && !Whitespace.is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean any(Call call, String text, BiPredicate<String, String> test) {
        Value wanted = call.required(0, "text");
        List<Value> choices =
                wanted instanceof Value.Sequence(var items, boolean tuple)
                        ? items
                        : List.of(wanted);
        return choices.stream()
                .anyMatch(
                        choice ->
                                choice instanceof Value.Text(String part) && test.test(text, part));
    }

    private static long count(String text, String part) {
        long count = 0;
        for (int at = text.indexOf(part);
                at >= 0 && !part.isEmpty();
                at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static boolean is(String test, String text) {
        return !text.isEmpty()
                && switch (test) {
                    case "isdigit" -> text.chars().allMatch(Character::isDigit);
                    case "isalpha" -> text.chars().allMatch(Character::isLetter);
                    case "isalnum" -> text.chars().allMatch(Character::isLetterOrDigit);
                    case "isspace" -> text.chars().allMatch(Whitespace::is);
                    case "isupper" ->
                            text.equals(text.toUpperCase(Locale.ROOT))
                                    && !text.equals(text.toLowerCase(Locale.ROOT));
                    default ->
                            text.equals(text.toLowerCase(Locale.ROOT))
                                    && !text.equals(text.toUpperCase(Locale.ROOT));
                };
    }
}
