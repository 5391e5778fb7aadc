package dev.fogline.router.privacy;

import java.util.List;
import java.util.Set;

/// Numbers by which states know people.
///
/// A number without a check digit is found by its shape, or bare if a word beside it says what it
/// is; one with a check digit by that. National numbers whose check is weak against chance (a tenth
/// of all numbers) count only beside such a word.
final class SocialSecurityFinder implements Finder {

    private static final Set<String> UNITED_STATES = Set.of("ssn", "ssns", "social");

    private static final Set<String> CANADA = Set.of("sin", "nas", "insurance", "assurance");

    private static final List<NationalNumber> OTHERS = NationalNumber.ALL;

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int run = 0; run < digits.count(); run++) {
            int start = digits.start(run);
            int last = lastRun(text, digits, run);
            if (last >= 0) {
                into.add(Kind.SOCIAL_SECURITY, start, digits.end(last));
                run = last;
                continue;
            }
            for (NationalNumber number : OTHERS) {
                number.at(text, start)
                        .ifPresent(
                                place ->
                                        into.add(Kind.SOCIAL_SECURITY, place.start(), place.end()));
            }
        }
    }

    /// The last run of a number of the United States or of Canada, or -1.
    private static int lastRun(String text, Digits digits, int run) {
        int start = digits.start(run);
        if (digits.length(run) == 9) {
            boolean bare =
                    Around.isFree(text, start, digits.end(run))
                            && isUnitedStates(digits.joined(run, run))
                            && Around.mentionsBefore(text, start, UNITED_STATES);
            return bare ? run : -1;
        }
        if (digits.length(run) != 3 || !isGrouped(text, digits, run)) {
            return -1;
        }
        String number = digits.joined(run, run + 2);
        if (digits.length(run + 1) == 2 && digits.length(run + 2) == 4) {
            return isUnitedStates(number) ? run + 2 : -1;
        }
        boolean canadian =
                digits.length(run + 1) == 3
                        && digits.length(run + 2) == 3
                        && Checksums.luhn(number)
                        && Around.mentionsBefore(text, start, CANADA);
        return canadian ? run + 2 : -1;
    }

    /// Three runs with one separator, not part of a longer row of numbers.
    private static boolean isGrouped(String text, Digits digits, int run) {
        if (run + 2 >= digits.count()
                || digits.gapLength(run) != 1
                || digits.gapLength(run + 1) != 1
                || !digits.gap(run).equals(digits.gap(run + 1))
                || !Around.isSeparator(text.charAt(digits.end(run)))) {
            return false;
        }
        int start = digits.start(run);
        int end = digits.end(run + 2);
        return Around.isFree(text, start, end)
                && !isJoined(text, start - 1, start - 2)
                && !isJoined(text, end, end + 1);
    }

    private static boolean isJoined(String text, int separator, int beyond) {
        char c = Around.at(text, separator);
        return (Around.isSeparator(c) || c == '.' || c == '/')
                && Digits.isDigit(Around.at(text, beyond));
    }

    /// Never assigned are areas 000, 666 and from 900, group 00 and serial 0000 (Social Security
    /// Administration, "Social Security Number Randomization", 2011), nor two numbers that were
    /// printed in advertisements.
    private static boolean isUnitedStates(String number) {
        int area = Integer.parseInt(number.substring(0, 3));
        return area != 0
                && area != 666
                && area < 900
                && !number.startsWith("00", 3)
                && !number.endsWith("0000")
                && !number.equals("078051120")
                && !number.equals("219099999");
    }
}
