package dev.fogline.router.privacy;

/// Check digits of numbers that carry them.
final class Checksums {

    private Checksums() {}

    /// The sum over all digits, every second one from the right doubled and its digits added, is a
    /// multiple of 10 (ISO/IEC 7812-1:2017, annex B; Luhn, US patent 2,950,048).
    ///
    /// @param digits ASCII
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /// The remainder by 97 of a number whose letters stand for 10 to 35 (ISO/IEC 7064, MOD 97-10).
    ///
    /// @param characters digits and upper-case letters, ASCII
    static int mod97(String characters) {
        int remainder = 0;
        for (int i = 0; i < characters.length(); i++) {
            int value = Character.digit(characters.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }
}
