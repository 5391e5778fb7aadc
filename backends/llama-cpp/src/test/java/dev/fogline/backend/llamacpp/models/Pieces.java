package dev.fogline.backend.llamacpp.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Pieces of words that a tokenizer joins step by step, made up of letters instead of learnt: each
/// is two earlier ones, frequent letters first, so that real text is cut into few of them.
///
/// @param texts what they are, in the order in which they are joined
/// @param merges the two parts of each with a blank between them, in the same order
record Pieces(List<String> texts, List<String> merges) {

    /// By their frequency in English.
    static final String LETTERS = "etaoinshrdlcumwfgypbvkjxqz";

    private static final int MAX_LENGTH = 10;

    /// @param blank how the tokenizer writes a blank; it stands only at the beginning of pieces
    static Pieces of(int count, String blank) {
        List<String> parts =
                new ArrayList<>(LETTERS.chars().mapToObj(Character::toString).toList());
        parts.add(2, blank);
        Set<String> seen = new HashSet<>(parts);
        var pieces = new Pieces(new ArrayList<>(), new ArrayList<>());
        var random = new SplittableRandom(0);
        while (pieces.texts.size() < count) {
            String first = early(parts, random);
            String second = early(parts, random);
            String joined = first + second;
            if (joined.length() <= MAX_LENGTH && !second.startsWith(blank) && seen.add(joined)) {
                parts.add(joined);
                pieces.texts.add(joined);
                pieces.merges.add(first + " " + second);
            }
        }
        return pieces;
    }

    private static String early(List<String> parts, SplittableRandom random) {
        double place = random.nextDouble();
        return parts.get((int) (parts.size() * place * place * place));
    }
}
