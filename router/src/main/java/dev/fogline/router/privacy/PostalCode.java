package dev.fogline.router.privacy;

/// Postal codes whose form is like nothing else: of the United Kingdom (BS 7666) and of Canada.
final class PostalCode {

    private static final int LONGEST_AREA = 2;

    private PostalCode() {}

    /// Where a code begins whose first digit stands at a place.
    static int start(String text, int firstDigit) {
        int start = firstDigit;
        while (firstDigit - start < LONGEST_AREA && isCapital(Around.at(text, start - 1))) {
            start--;
        }
        return start;
    }

    /// Where the code ends, or -1 if there is none: `SW1A 1AA`, `M1 1AE`, `K1A 0B1`.
    static int end(String text, int firstDigit) {
        int start = start(text, firstDigit);
        if (start == firstDigit || Around.isWord(text, start - 1)) {
            return -1;
        }
        int i = firstDigit + 1;
        boolean letter = isCapital(Around.at(text, i));
        boolean digit = isDigit(Around.at(text, i));
        i += letter || digit ? 1 : 0;
        if (Around.at(text, i) != ' '
                || !isDigit(Around.at(text, i + 1))
                || !isCapital(Around.at(text, i + 2))) {
            return -1;
        }
        char last = Around.at(text, i + 3);
        boolean canada = firstDigit - start == 1 && letter && isDigit(last);
        int end = i + 4;
        return (isCapital(last) || canada) && !Around.isWord(text, end) ? end : -1;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
