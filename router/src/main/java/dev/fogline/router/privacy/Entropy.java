package dev.fogline.router.privacy;

import java.util.Arrays;

/// Whether a string was drawn at random rather than written.
final class Entropy {

    /// Bits per character. Sixteen random characters of base64 have about 3.8 (a string of n
    /// different characters has log2 n), sixteen hexadecimal ones about 3.3; a repeated pattern has
    /// less than 3.
    private static final double LEAST_BITS = 3.0;

    private static final int LEAST_LENGTH = 10;

    private Entropy() {}

    /// Letters and digits, mixed, and no character too often.
    static boolean looksRandom(String string) {
        return string.length() >= LEAST_LENGTH
                && string.chars().anyMatch(c -> Digits.isDigit((char) c))
                && string.chars().anyMatch(Character::isLetter)
                && bits(string) >= LEAST_BITS;
    }

    /// Shannon's entropy of the characters' frequencies: − Σ p · log2 p.
    private static double bits(String string) {
        int[] counts = new int[128];
        string.chars().forEach(c -> counts[c & 127]++);
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> (double) count / string.length())
                .map(p -> -p * Math.log(p) / Math.log(2))
                .sum();
    }
}
