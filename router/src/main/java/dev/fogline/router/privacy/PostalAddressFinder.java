package dev.fogline.router.privacy;

import java.util.Locale;
import java.util.Set;

/// Postal addresses as far as their words tell: a house number beside a kind of street, a box or a
/// flat with a number, a postal code behind a state of the United States, a code of the United
/// Kingdom or of Canada.
///
/// English first, with the commonest words of German, French, Spanish, Italian and Portuguese. An
/// address without any of these is not found.
final class PostalAddressFinder implements Finder {

    private static final int WORDS_AHEAD = 5;
    private static final int LONGEST_WORD = 40;

    private static final Set<String> STREETS =
            Set.of(
                    "street",
                    "st",
                    "avenue",
                    "ave",
                    "road",
                    "rd",
                    "boulevard",
                    "blvd",
                    "lane",
                    "ln",
                    "drive",
                    "dr",
                    "court",
                    "ct",
                    "place",
                    "pl",
                    "square",
                    "sq",
                    "terrace",
                    "way",
                    "parkway",
                    "pkwy",
                    "highway",
                    "hwy",
                    "crescent",
                    "close",
                    "row",
                    "walk",
                    "circle",
                    "cir",
                    "trail",
                    "alley",
                    "mews",
                    "gardens",
                    "rue",
                    "chemin",
                    "allée",
                    "calle",
                    "avenida",
                    "rua",
                    "travessa",
                    "via",
                    "viale",
                    "piazza",
                    "plaza",
                    "quai");

    private static final Set<String> NUMBERED =
            Set.of("box", "apt", "apartment", "suite", "ste", "unit", "flat", "postfach", "psc");

    private static final Set<String> STATES =
            Set.of(
                    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID",
                    "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO",
                    "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
                    "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AA",
                    "AE", "AP", "PR");

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int run = 0; run < digits.count(); run++) {
            int start = digits.start(run);
            int end = digits.end(run);
            int before = wordBefore(text, start);
            int code = PostalCode.end(text, start);
            if (code > 0) {
                into.add(Kind.POSTAL_ADDRESS, PostalCode.start(text, start), code);
            } else if (before < start
                    && speaksOfAddress(text.substring(before, start), digits.length(run))) {
                into.add(Kind.POSTAL_ADDRESS, before, end);
            } else if (digits.length(run) <= 5 && !Around.isWord(text, start - 1)) {
                int street = streetEnd(text, end);
                if (street > 0) {
                    into.add(Kind.POSTAL_ADDRESS, start, street);
                }
            }
        }
    }

    /// Where the word just before a number begins, or the number's start.
    private static int wordBefore(String text, int start) {
        int end = start;
        while (end > 0 && start - end < 2 && " .".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int word = end;
        while (word > 0 && end - word < LONGEST_WORD && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        return word == end || end == start ? start : word;
    }

    private static boolean speaksOfAddress(String wordAndGap, int digits) {
        String word = wordAndGap.replaceAll("[ .]", "");
        String lower = word.toLowerCase(Locale.ROOT);
        return (NUMBERED.contains(lower) && Character.isUpperCase(wordAndGap.charAt(0)))
                || (digits == 5 && STATES.contains(word))
                || (digits <= 4 && isGermanStreet(lower));
    }

    private static boolean isGermanStreet(String lower) {
        return lower.length() > 5
                && (lower.endsWith("straße")
                        || lower.endsWith("strasse")
                        || lower.endsWith("str")
                        || lower.endsWith("gasse")
                        || lower.endsWith("straat")
                        || lower.endsWith("gatan")
                        || lower.endsWith("vej")
                        || lower.endsWith("katu"));
    }

    /// Where a street ends whose number stands before it, or -1: capitalised words, of which the
    /// last, or in Romance languages the first, is a kind of street.
    private static int streetEnd(String text, int numberEnd) {
        int i = Character.isLetter(Around.at(text, numberEnd)) ? numberEnd + 1 : numberEnd;
        for (int words = 0; words < WORDS_AHEAD; words++) {
            i += Around.at(text, i) == ',' ? 1 : 0;
            if (Around.at(text, i) != ' ' || i >= text.length()) {
                return -1;
            }
            int start = i + 1;
            int end = start;
            while (end < text.length()
                    && end - start < LONGEST_WORD
                    && isInWord(text.charAt(end))) {
                end++;
            }
            if (end == start) {
                return -1;
            }
            String word = text.substring(start, end).toLowerCase(Locale.ROOT);
            boolean upper = !Character.isLowerCase(text.charAt(start));
            if (STREETS.contains(word)
                    && (upper ? words > 0 || !isEnglish(word) : !isEnglish(word))) {
                return end;
            }
            if (!upper) {
                return -1;
            }
            i = Around.at(text, end) == '.' ? end + 1 : end;
        }
        return -1;
    }

    private static boolean isEnglish(String word) {
        return !Set.of("rue", "chemin", "allée", "calle", "avenida", "rua", "via", "viale", "quai")
                .contains(word);
    }

    private static boolean isInWord(char c) {
        return Around.isWord(c) || c == '\'' || c == '’' || c == '-';
    }
}
