package dev.fogline.router;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.Locale;

/// Turns a text into hashed words, word pairs and pieces of words, and marks of its shape. Pure.
///
/// A word is a run of letters, a run of numbers, or one sign. Numbers are reduced to how many
/// digits they have: what matters is that there is one and how long it is. A piece is four units of
/// a word of letters, its ends counting as units: words of one family share pieces. Marks are those
/// of [TextShape].
///
/// A term is hashed with FNV-1a over UTF-16 units (Fowler, Noll, Vo), folded to the range of its
/// sort. FNV takes one unit after the other, so a pair goes on from the hash of its first word, and
/// no text is cut out: this runs for every request.
public final class TermHashing {

    /// More words than these add nothing to recognising a topic, and bound the work.
    private static final int MAX_WORDS = 512;

    /// The same for pieces.
    private static final int MAX_PIECES = 2_048;

    /// Buckets of pieces; as a long, so that a constant product divides, not a processor.
    private static final long PIECES = Terms.FIRST_MARK - Terms.FIRST_PIECE;

    private static final int PIECE = 4;
    private static final char WORD_START = '<';
    private static final char WORD_END = '>';
    private static final int MAX_CHARACTERS = 16_384;
    private static final int MOST_DIGITS = 9;
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;
    private static final int AFTER_START = hash(FNV_OFFSET, "<start> ");
    private static final String END = "<end>";

    /// Whose units are read several times each.
    private final char[] text;

    private final int[] buckets;
    private int count;
    private int words;
    private int pieces;

    /// Of the word before and a blank.
    private int before = AFTER_START;

    private TermHashing(String text) {
        this.text = text.toCharArray();
        int atMost = Math.min(2 * text.length(), 2 * MAX_WORDS) + 1;
        buckets = new int[atMost + Math.min(text.length(), MAX_PIECES) + TextShape.MOST_MARKS];
    }

    /// @param text any; only its first 16,384 characters count
    public static Terms of(String text) {
        String counted = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
        return new TermHashing(counted.toLowerCase(Locale.ROOT)).terms(counted);
    }

    private Terms terms(String original) {
        int at = 0;
        while (at < text.length && words < MAX_WORDS) {
            int point = Character.codePointAt(text, at);
            int end = at + Character.charCount(point);
            if (isLetter(point)) {
                end = runOfLetters(end);
                word(at, end);
                pieces(at, end);
            } else if (isNumber(point)) {
                end = runOfNumbers(end);
                number(at, end);
            } else if (!isBlank(point)) {
                word(at, end);
            }
            at = end;
        }
        if (words == 0) {
            return Terms.NONE;
        }
        addWord(hash(before, END));
        count = TextShape.addMarks(original, buckets, count);
        return Terms.of(Arrays.copyOf(buckets, count));
    }

    private int runOfLetters(int from) {
        int end = from;
        while (end < text.length) {
            int point = Character.codePointAt(text, end);
            if (!isLetter(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private int runOfNumbers(int from) {
        int end = from;
        while (end < text.length) {
            int point = Character.codePointAt(text, end);
            if (!isNumber(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    /// Numbers that do not begin with a digit, such as fractions, are words like others.
    private void number(int from, int to) {
        if (!Character.isDigit(text[from])) {
            word(from, to);
            return;
        }
        char digits = (char) ('0' + Math.min(to - from, MOST_DIGITS));
        ended(hash(hash(FNV_OFFSET, '#'), digits), hash(hash(before, '#'), digits));
    }

    private void word(int from, int to) {
        int single = FNV_OFFSET;
        int pair = before;
        for (int i = from; i < to; i++) {
            single = hash(single, text[i]);
            pair = hash(pair, text[i]);
        }
        ended(single, pair);
    }

    private void ended(int single, int pair) {
        addWord(single);
        addWord(pair);
        before = hash(single, ' ');
        words++;
    }

    private void addWord(int hash) {
        buckets[count++] = (hash ^ (hash >>> 17)) & (Terms.FIRST_PIECE - 1);
    }

    /// Shorter words have no piece of their own: the word itself tells as much.
    private void pieces(int from, int to) {
        if (to - from < PIECE - 1) {
            return;
        }
        for (int start = from - 1; start + PIECE <= to + 1 && pieces < MAX_PIECES; start++) {
            int hash = FNV_OFFSET;
            for (int i = start; i < start + PIECE; i++) {
                hash = hash(hash, i < from ? WORD_START : i == to ? WORD_END : text[i]);
            }
            long unsigned = Integer.toUnsignedLong(hash ^ (hash >>> 17));
            buckets[count++] = Terms.FIRST_PIECE + (int) (unsigned % PIECES);
            pieces++;
        }
    }

    private static int hash(int hash, String text) {
        int next = hash;
        for (int i = 0; i < text.length(); i++) {
            next = hash(next, text.charAt(i));
        }
        return next;
    }

    private static int hash(int hash, char unit) {
        return (hash ^ unit) * FNV_PRIME;
    }

    private static boolean isLetter(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 128 && Character.isLetter(point));
    }

    /// Digits, letters that are numbers such as Roman ones, and the rest such as fractions.
    private static boolean isNumber(int point) {
        if (point < 128) {
            return point >= '0' && point <= '9';
        }
        int type = Character.getType(point);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /// In ASCII only: what a model's own training saw as a sign must stay one.
    private static boolean isBlank(int point) {
        return point == ' ' || (point >= '\t' && point <= '\r');
    }
}
