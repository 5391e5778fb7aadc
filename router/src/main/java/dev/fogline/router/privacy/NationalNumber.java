package dev.fogline.router.privacy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A national number that begins a fixed number of characters before its first digits.
///
/// @param lead letters before the first digit run; they are part of the number
/// @param run digits that follow without a separator, at least
/// @param length letters and digits, separators not counted
/// @param isValid says of the characters, upper case, whether they keep shape and check digit
record NationalNumber(int lead, int run, int length, Predicate<String> isValid) {

    /// Shapes and check digits: United Kingdom, HMRC manual NIM39110. France, INSEE, "numéro
    /// d'inscription au répertoire". Spain, Royal Decree 1553/2005 and the table of the Ministry of
    /// the Interior. Italy, Ministerial Decree of 23 December 1976. Brazil, Receita Federal, CPF.
    /// China, GB 11643-1999. Finland, Digital and Population Data Services Agency.
    static final List<NationalNumber> ALL =
            List.of(
                    new NationalNumber(2, 2, 9, NationalNumber::isUnitedKingdom),
                    new NationalNumber(0, 1, 15, NationalNumber::isFrance),
                    new NationalNumber(0, 8, 9, NationalNumber::isSpain),
                    new NationalNumber(1, 7, 9, NationalNumber::isSpain),
                    new NationalNumber(6, 2, 16, NationalNumber::isItaly),
                    new NationalNumber(0, 17, 18, NationalNumber::isChina));

    private static final String NINO_SECOND_EXCLUDED = "DFIOQUV";
    private static final String NINO_FIRST_EXCLUDED = "DFIQUV";
    private static final List<String> NINO_EXCLUDED =
            List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
    private static final String SPAIN_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ITALY_SHAPE = "AAAAAA00A00A000A";

    /// Values of 0 to 9 and A to Z at odd places of the Italian code.
    private static final int[] ITALY_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    /// The place of a number.
    ///
    /// @param end exclusive
    record Place(int start, int end) {}

    /// The number whose first digits stand at a place.
    Optional<Place> at(String text, int firstDigit) {
        int start = leadStart(text, firstDigit);
        if (start < 0 || Around.isWord(text, start - 1) || !hasRun(text, firstDigit)) {
            return Optional.empty();
        }
        Compact number = Compact.read(text, start, length);
        return number.isWhole(text, length) && isValid.test(number.characters())
                ? Optional.of(new Place(start, number.end()))
                : Optional.empty();
    }

    private boolean hasRun(String text, int firstDigit) {
        int last = firstDigit + run - 1;
        for (int i = firstDigit; i <= last; i++) {
            if (!Digits.isDigit(Around.at(text, i))) {
                return false;
            }
        }
        return true;
    }

    /// Where the letters before the digits begin, one separator between allowed, or -1.
    private int leadStart(String text, int firstDigit) {
        if (lead == 0) {
            return firstDigit;
        }
        int start = firstDigit;
        if (start > 0 && Around.isSeparator(text.charAt(start - 1))) {
            start--;
        }
        for (int letters = 0; letters < lead; letters++) {
            if (start == 0 || !Character.isLetter(text.charAt(start - 1))) {
                return -1;
            }
            start--;
        }
        return start;
    }

    private static boolean isUnitedKingdom(String number) {
        return hasShape(number, "AA000000A")
                && NINO_FIRST_EXCLUDED.indexOf(number.charAt(0)) < 0
                && NINO_SECOND_EXCLUDED.indexOf(number.charAt(1)) < 0
                && !NINO_EXCLUDED.contains(number.substring(0, 2))
                && number.charAt(8) <= 'D';
    }

    private static boolean isFrance(String number) {
        String digits =
                number.substring(0, 5)
                        + number.substring(5, 7).replace("2A", "19").replace("2B", "18")
                        + number.substring(7);
        if (!hasShape(digits, "000000000000000") || "1234".indexOf(digits.charAt(0)) < 0) {
            return false;
        }
        int month = Integer.parseInt(digits.substring(3, 5));
        boolean monthExists =
                (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
        int key = Integer.parseInt(digits.substring(13));
        return monthExists && key == 97 - Checksums.mod97(digits.substring(0, 13));
    }

    private static boolean isSpain(String number) {
        int foreign = "XYZ".indexOf(number.charAt(0));
        String digits =
                (foreign < 0 ? number.substring(0, 1) : String.valueOf(foreign))
                        + number.substring(1);
        return hasShape(digits, "00000000A")
                && digits.charAt(8)
                        == SPAIN_LETTERS.charAt(Integer.parseInt(digits.substring(0, 8)) % 23);
    }

    private static boolean isItaly(String code) {
        if (!hasShape(code, ITALY_SHAPE)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ITALY_ODD[value] : value;
        }
        return code.charAt(15) == 'A' + sum % 26;
    }

    private static boolean isChina(String number) {
        if (!hasShape(number.substring(0, 17), "00000000000000000")) {
            return false;
        }
        int year = Integer.parseInt(number.substring(6, 10));
        int month = Integer.parseInt(number.substring(10, 12));
        int day = Integer.parseInt(number.substring(12, 14));
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        return year >= 1900
                && year < 2100
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && number.charAt(17) == "10X98765432".charAt(sum % 11);
    }

    /// @param shape A for a letter, 0 for a digit
    private static boolean hasShape(String number, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            boolean letter = number.charAt(i) >= 'A' && number.charAt(i) <= 'Z';
            boolean digit = number.charAt(i) >= '0' && number.charAt(i) <= '9';
            if (shape.charAt(i) == 'A' ? !letter : !digit) {
                return false;
            }
        }
        return number.length() == shape.length();
    }
}
