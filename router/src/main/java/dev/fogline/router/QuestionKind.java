package dev.fogline.router;

import dev.fogline.spi.request.Ability;
import java.util.Set;

/// Sorts questions into a bounded number of kinds whose answers are of like length. Pure.
///
/// A kind is how the question begins ("write", "what", "translate"), what form its answer has, and
/// in which of four sizes the question comes. The first two are hashed into sixteen (FNV-1a), so
/// strangers may share a kind; their lengths then are a mixture.
final class QuestionKind {

    private static final int BEGINNINGS = 16;
    private static final int LONGEST_WORD = 16;
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    /// Characters from which a question is of the next size: a sentence, a paragraph, a page
    /// (assumed).
    private static final int[] SIZES = {60, 300, 2_000};

    private QuestionKind() {}

    /// @return in [0, [Features#KINDS])
    static int of(String question, Set<Ability> needs) {
        int hash = firstWord(question);
        for (Ability form : new Ability[] {Ability.TOOLS, Ability.JSON, Ability.GRAMMAR}) {
            hash = hash(hash, needs.contains(form) ? '1' : '0');
        }
        int beginning = (hash ^ (hash >>> 16)) & (BEGINNINGS - 1);
        return size(question.length()) * BEGINNINGS + beginning;
    }

    /// The first run of letters, in lower case.
    private static int firstWord(String question) {
        int at = 0;
        while (at < question.length() && !Character.isLetter(question.charAt(at))) {
            at++;
        }
        int hash = FNV_OFFSET;
        int end = Math.min(question.length(), at + LONGEST_WORD);
        for (; at < end && Character.isLetter(question.charAt(at)); at++) {
            hash = hash(hash, Character.toLowerCase(question.charAt(at)));
        }
        return hash;
    }

    private static int size(int characters) {
        int size = 0;
        while (size < SIZES.length && characters >= SIZES[size]) {
            size++;
        }
        return size;
    }

    private static int hash(int hash, char unit) {
        return (hash ^ unit) * FNV_PRIME;
    }
}
