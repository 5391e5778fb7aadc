package dev.fogline.router.privacy;

import java.util.Locale;
import java.util.Set;

/// What stands beside a place in a text.
final class Around {

    /// How far a word still speaks of a number: about half a line.
    private static final int BEFORE = 48;

    private static final int AFTER = 20;

    private Around() {}

    /// Whether the place is a word by itself: no letter or digit touches it.
    static boolean isFree(String text, int start, int end) {
        return !isWord(text, start - 1) && !isWord(text, end);
    }

    /// Whether there is a letter or digit at a place, which may be outside.
    static boolean isWord(String text, int index) {
        return index >= 0 && index < text.length() && isWord(text.charAt(index));
    }

    static boolean isWord(char c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return Character.isLetterOrDigit(c);
    }

    /// The character at a place, or a blank outside.
    static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    /// What a typesetter may put between the groups of a number.
    static boolean isSeparator(char c) {
        return switch (c) {
            case ' ', '-', '\u00a0', '\u2009', '\u202f', '\u2010', '\u2011', '\u2012', '\u2013' ->
                    true;
            default -> false;
        };
    }

    /// Whether one of the words stands shortly before or after a place.
    ///
    /// @param words lower case, letters only
    static boolean mentions(String text, int start, int end, Set<String> words) {
        return mentionsBefore(text, start, words) || anyWord(text, end, end + AFTER, words);
    }

    /// Whether one of the words stands shortly before a place.
    static boolean mentionsBefore(String text, int start, Set<String> words) {
        return anyWord(text, start - BEFORE, start, words);
    }

    private static boolean anyWord(String text, int from, int to, Set<String> words) {
        int end = Math.min(to, text.length());
        int wordStart = -1;
        for (int i = Math.max(0, from); i <= end; i++) {
            boolean letter = i < end && Character.isLetter(text.charAt(i));
            if (letter && wordStart < 0) {
                wordStart = i;
            } else if (!letter && wordStart >= 0) {
                if (words.contains(text.substring(wordStart, i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                wordStart = -1;
            }
        }
        return false;
    }
}
