package dev.fogline.router;

import dev.fogline.spi.request.Terms;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Turns a text into hashed words and word pairs. Pure.
///
/// Numbers are reduced to how many digits they have: what matters is that there is one and how long
/// it is.
public final class TermHashing {

    /// More words than these add nothing to recognising a topic, and bound the work.
    private static final int MAX_WORDS = 512;

    private static final int MAX_CHARACTERS = 16_384;
    private static final Pattern WORD = Pattern.compile("\\p{L}+|\\p{N}+|[^\\p{L}\\p{N}\\s]");
    private static final String START = "<start>";
    private static final String END = "<end>";

    private TermHashing() {}

    /// @param text any; only its first 16,384 characters count
    public static Terms of(String text) {
        String[] words = words(text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
        IntStream single = IntStream.range(0, words.length).map(i -> bucket(words[i]));
        IntStream pairs =
                IntStream.rangeClosed(0, words.length)
                        .map(
                                i ->
                                        bucket(
                                                (i == 0 ? START : words[i - 1])
                                                        + ' '
                                                        + (i == words.length ? END : words[i])));
        return words.length == 0 ? Terms.NONE : Terms.of(IntStream.concat(single, pairs).toArray());
    }

    private static String[] words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .limit(MAX_WORDS)
                .map(MatchResult::group)
                .map(TermHashing::withoutDigits)
                .toArray(String[]::new);
    }

    private static String withoutDigits(String word) {
        return Character.isDigit(word.charAt(0)) ? "#" + Math.min(word.length(), 9) : word;
    }

    /// FNV-1a over UTF-16 units (Fowler, Noll, Vo), folded to the number of buckets.
    private static int bucket(String term) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * 0x01000193;
        }
        return (hash ^ (hash >>> 18)) & (Terms.BUCKETS - 1);
    }
}
