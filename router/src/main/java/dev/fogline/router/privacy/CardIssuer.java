package dev.fogline.router.privacy;

import java.util.List;
import java.util.Set;

/// A range of first digits that a card network issues, and the lengths of those numbers.
///
/// Ranges and lengths as the networks publish them for ISO/IEC 7812 issuer identification numbers
/// (as known in 2026).
///
/// @param low first range of digits
/// @param high last range of digits, as long as the first
/// @param lengths digits in use, the check digit included
record CardIssuer(String low, String high, Set<Integer> lengths) {

    static final int LEAST_DIGITS = 12;
    static final int MOST_DIGITS = 19;

    private static final Set<Integer> FROM_12 = Set.of(12, 13, 14, 15, 16, 17, 18, 19);
    private static final Set<Integer> FROM_16 = Set.of(16, 17, 18, 19);

    private static final List<CardIssuer> ALL =
            List.of(
                    of("4", "4", Set.of(13, 16, 19)), // Visa
                    of("51", "55", Set.of(16)), // Mastercard
                    of("2221", "2720", Set.of(16)),
                    of("34", "34", Set.of(15)), // American Express
                    of("37", "37", Set.of(15)),
                    of("300", "305", Set.of(14, 16)), // Diners Club
                    of("3095", "3095", Set.of(14, 16)),
                    of("36", "36", Set.of(14, 15, 16, 17, 18, 19)),
                    of("38", "39", Set.of(14, 15, 16, 17, 18, 19)),
                    of("6011", "6011", FROM_16), // Discover
                    of("644", "649", FROM_16),
                    of("65", "65", FROM_16),
                    of("3528", "3589", FROM_16), // JCB
                    of("2131", "2131", Set.of(15)),
                    of("1800", "1800", Set.of(15)),
                    of("62", "62", FROM_16), // UnionPay
                    of("810", "817", FROM_16),
                    of("5018", "5018", FROM_12), // Maestro
                    of("5020", "5020", FROM_12),
                    of("5038", "5038", FROM_12),
                    of("5893", "5893", FROM_12),
                    of("6304", "6304", FROM_12),
                    of("6759", "6763", FROM_12),
                    of("2200", "2204", FROM_16), // Mir
                    of("60", "60", Set.of(16)), // RuPay
                    of("508", "508", Set.of(16)),
                    of("82", "82", Set.of(16)),
                    of("9792", "9792", Set.of(16)), // Troy
                    of("636297", "636297", Set.of(16)), // Elo
                    of("506699", "506778", Set.of(16)));

    /// Whether some network issues such numbers; the check digit is not looked at.
    ///
    /// @param number ASCII digits
    static boolean issues(String number) {
        return ALL.stream().anyMatch(issuer -> issuer.covers(number));
    }

    private static CardIssuer of(String low, String high, Set<Integer> lengths) {
        return new CardIssuer(low, high, lengths);
    }

    private boolean covers(String number) {
        String prefix = number.substring(0, Math.min(low.length(), number.length()));
        return prefix.compareTo(low) >= 0
                && prefix.compareTo(high) <= 0
                && lengths.contains(number.length());
    }
}
