package dev.fogline.router.privacy;

import java.util.Set;

/// Payment cards: an issuer's prefix and length, or a word for cards beside the number, and the
/// check digit of ISO/IEC 7812-1.
///
/// The digits are one run, or runs of three to six with one and the same separator between. A
/// number in the middle of a longer run is not a card.
final class CardFinder implements Finder {

    private static final int MOST_GROUPS = 6;

    /// Beside these a number with a proper check digit is a card, though its issuer may not be in
    /// our table.
    private static final Set<String> CARDS =
            Set.of(
                    "card",
                    "cards",
                    "credit",
                    "debit",
                    "cc",
                    "visa",
                    "mastercard",
                    "amex",
                    "maestro",
                    "karte",
                    "kreditkarte",
                    "carte",
                    "tarjeta",
                    "carta",
                    "cartão",
                    "kaart",
                    "kort");

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int first = 0; first < digits.count(); first++) {
            int last = lastRun(text, digits, first);
            if (last >= first) {
                into.add(Kind.CARD, digits.start(first), digits.end(last));
                first = last;
            }
        }
    }

    /// The last run of the longest card that begins with a run, or -1.
    private static int lastRun(String text, Digits digits, int first) {
        int start = digits.start(first);
        if (digits.length(first) < 3 || !startsFresh(text, start)) {
            return -1;
        }
        int found = -1;
        int length = 0;
        for (int run = first; run < digits.count() && run < first + MOST_GROUPS; run++) {
            if (run > first && !continues(text, digits, first, run)) {
                break;
            }
            length += digits.length(run);
            if (length > CardIssuer.MOST_DIGITS) {
                break;
            }
            if (length >= CardIssuer.LEAST_DIGITS
                    && Around.isFree(text, start, digits.end(run))
                    && isCard(text, start, digits.end(run), digits.joined(first, run))
                    && (run == first
                            || !isInRow(digits, first, run)
                            || isNamed(text, start, digits.end(run)))) {
                found = run;
            }
        }
        return found;
    }

    /// Part of a decimal fraction or of a longer number with dots is no card.
    private static boolean startsFresh(String text, int start) {
        boolean fraction =
                Around.at(text, start - 1) == '.' && Digits.isDigit(Around.at(text, start - 2));
        return !fraction && !Around.isWord(text, start - 1);
    }

    private static boolean continues(String text, Digits digits, int first, int run) {
        return digits.gapLength(run - 1) == 1
                && Around.isSeparator(text.charAt(digits.end(run - 1)))
                && text.charAt(digits.end(run - 1)) == text.charAt(digits.end(first))
                && digits.length(first) <= 6
                && digits.length(run) <= 6;
    }

    private static boolean isCard(String text, int start, int end, String number) {
        return Checksums.luhn(number) && (CardIssuer.issues(number) || isNamed(text, start, end));
    }

    private static boolean isNamed(String text, int start, int end) {
        return Around.mentions(text, start, end, CARDS);
    }

    /// Whether the groups are not those of a card, or go on before or after it, as in tables: some
    /// of those pass the check by chance. A shorter group after it may be the code on the card's
    /// back.
    private static boolean isInRow(Digits digits, int first, int last) {
        boolean before =
                first > 0 && digits.gapLength(first - 1) == 1 && digits.length(first - 1) >= 3;
        boolean after =
                digits.gapLength(last) == 1 && digits.length(last + 1) == digits.length(first);
        boolean uneven = digits.length(first) != 4 || digits.length(first + 1) < 3;
        return before || after || uneven;
    }
}
