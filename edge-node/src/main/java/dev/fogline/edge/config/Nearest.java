package dev.fogline.edge.config;

import java.util.Collection;
import java.util.Comparator;

/// The word somebody probably meant.
final class Nearest {

    private Nearest() {}

    /// The word with the smallest Levenshtein distance, the first in alphabetical order among
    /// equals.
    ///
    /// @param words at least one
    static String to(String typed, Collection<String> words) {
        return words.stream()
                .sorted()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
