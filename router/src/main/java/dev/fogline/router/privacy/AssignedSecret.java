package dev.fogline.router.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A value that a text gives to a word such as `password` or `api_key`.
///
/// A password is at least six characters of two sorts, for ordinary words follow "password:" in
/// many a form; a key or token must look random. What stands for a value (`<password>`, `${KEY}`,
/// `your-key`) is none, nor is a call or an expression.
///
/// @param end exclusive
record AssignedSecret(int start, int end) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 512;
    private static final int LEAST_PASSWORD = 6;
    private static final int LEAST_KEY = 16;
    private static final List<String> PASSWORDS =
            List.of(
                    "passw",
                    "pwd",
                    "passphrase",
                    "passcode",
                    "contrase",
                    "kennwort",
                    "mot-de-passe");
    private static final List<String> KEYS =
            List.of("secret", "token", "key", "credential", "auth", "bearer");
    private static final Set<String> VERBS = Set.of("is", "was", "ist", "war", "es", "est");
    private static final Set<String> WORDS =
            Set.of("password", "passwd", "pass", "pwd", "secret", "token", "key");
    private static final List<String> PLACEHOLDERS =
            List.of(
                    "your_",
                    "your-",
                    "yourpass",
                    "yourkey",
                    "xxx",
                    "***",
                    "...",
                    "placeholder",
                    "example",
                    "changeme",
                    "redacted",
                    "password_here");

    /// The value that a word is given, if it is a name of secrets.
    ///
    /// @param end after the word
    static Optional<AssignedSecret> after(String text, int start, int end) {
        if (end - start > LONGEST_NAME) {
            return Optional.empty();
        }
        int value = valueStart(text, start, end);
        if (value < 0) {
            return Optional.empty();
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        boolean password = PASSWORDS.stream().anyMatch(name::contains);
        if (!password && KEYS.stream().noneMatch(name::contains)) {
            return Optional.empty();
        }
        int valueEnd = valueEnd(text, value);
        String given = text.substring(value, valueEnd);
        boolean quoted = "\"'`".indexOf(text.charAt(value - 1)) >= 0;
        boolean member = !quoted && given.contains("."); // of an object, in code
        boolean secret = password ? isPassword(given) : !member && isKey(given);
        return secret && !isPlaceholder(given)
                ? Optional.of(new AssignedSecret(value, valueEnd))
                : Optional.empty();
    }

    static boolean isPlaceholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                || WORDS.contains(lower)
                || "<&${%[(".indexOf(lower.charAt(0)) >= 0
                || PLACEHOLDERS.stream().anyMatch(lower::contains);
    }

    /// After `:`, `=`, `:=`, `=>`, "is", or the blank of `Bearer …`, with quotes around name or
    /// value; -1 where nothing is given.
    private static int valueStart(String text, int start, int end) {
        int i = skip(text, end, "\"'`", 1);
        i = skip(text, i, " \t", 2);
        char c = Around.at(text, i);
        if (c == ':' || c == '=') {
            i = skip(text, i, ":=>", 2);
        } else if (Around.at(text, end) == ' ' && text.regionMatches(true, start, "bearer", 0, 6)) {
            i = end;
        } else {
            i = verbEnd(text, end);
        }
        if (i < 0) {
            return -1;
        }
        i = skip(text, i, " \t", 4);
        return skip(text, i, "\"'`", 1);
    }

    private static int verbEnd(String text, int end) {
        if (end + 1 >= text.length() || text.charAt(end) != ' ') {
            return -1;
        }
        int space = text.indexOf(' ', end + 1, Math.min(text.length(), end + 5));
        return space > 0 && VERBS.contains(text.substring(end + 1, space)) ? space : -1;
    }

    private static int skip(String text, int from, String signs, int most) {
        int i = from;
        while (i < text.length() && i - from < most && signs.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int valueEnd(String text, int start) {
        char quote = Around.at(text, start - 1);
        boolean quoted = start > 0 && "\"'`".indexOf(quote) >= 0;
        int most = Math.min(text.length(), start + LONGEST_VALUE);
        int end = start;
        while (end < most && isValue(text.charAt(end)) && !(quoted && text.charAt(end) == quote)) {
            end++;
        }
        while (!quoted && end > start && ".,;:!?\"')".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isValue(char c) {
        return c > ' ' && !Character.isSpaceChar(c);
    }

    private static boolean isPassword(String value) {
        return value.length() >= LEAST_PASSWORD
                && sorts(value) >= 2
                && !value.contains("(")
                && !value.contains("[")
                && !value.contains("://");
    }

    private static boolean isKey(String value) {
        return value.length() >= LEAST_KEY
                && value.chars()
                        .allMatch(c -> Around.isWord((char) c) || "_-+/=.~|".indexOf(c) >= 0)
                && !value.contains("://")
                && Entropy.looksRandom(value);
    }

    /// How many of letters, digits and signs there are. Small letters and capitals are one: code is
    /// full of names in both.
    private static int sorts(String value) {
        boolean letter = value.chars().anyMatch(Character::isLetter);
        boolean digit = value.chars().anyMatch(Character::isDigit);
        boolean sign = value.chars().anyMatch(c -> "!@#$%^&*?~+".indexOf(c) >= 0);
        return (letter ? 1 : 0) + (digit ? 1 : 0) + (sign ? 1 : 0);
    }
}
