package dev.fogline.router.privacy;

import java.util.Set;

/// How the digits of what may be a telephone number are written.
///
/// Forms: ITU-T E.123 (2001) for international and national notation, E.164 for at most fifteen
/// digits, and the North American plan (three, three and four digits). A validator of numbering
/// plans was tried instead; RATIONALE.md has the figures.
///
/// @param digits all, ASCII
/// @param groups lengths of the runs, joined by `-`, for example `3-3-4`
/// @param sign the first separator, or a blank
record PhoneShape(String text, int start, int end, String digits, String groups, char sign) {

    private static final int LEAST_DIGITS = 7;

    /// E.164, section 6.1, and two for the international prefix `00`.
    private static final int MOST_DIGITS = 17;

    private static final Set<String> TELEPHONY =
            Set.of(
                    "phone",
                    "phones",
                    "telephone",
                    "tel",
                    "mobile",
                    "cell",
                    "cellphone",
                    "landline",
                    "fax",
                    "sms",
                    "whatsapp",
                    "hotline",
                    "call",
                    "calls",
                    "called",
                    "calling",
                    "dial",
                    "message",
                    "messages",
                    "answering",
                    "voicemail",
                    "reach",
                    "contact",
                    "desk",
                    "office",
                    "extension",
                    "ext",
                    "telefon",
                    "telefono",
                    "teléfono",
                    "téléphone",
                    "telefone",
                    "handy",
                    "mobil",
                    "móvil",
                    "celular",
                    "portable",
                    "rufnummer",
                    "anrufen",
                    "tlf",
                    "mob",
                    "ph");

    static PhoneShape of(String text, Digits digits, int first, int last) {
        var groups = new StringBuilder();
        for (int run = first; run <= last; run++) {
            groups.append(run > first ? "-" : "").append(digits.length(run));
        }
        return new PhoneShape(
                text,
                digits.start(first),
                digits.end(last),
                digits.joined(first, last),
                groups.toString(),
                last > first ? text.charAt(digits.end(first)) : ' ');
    }

    /// Where the number begins, with its plus or bracket.
    static int start(String text, int firstDigit) {
        int start = firstDigit;
        start -= Around.at(text, start - 1) == '(' ? 1 : 0;
        return start - (Around.at(text, start - 1) == '+' ? 1 : 0);
    }

    /// Whether the characters between two runs may stand within a number: one, or more around a
    /// bracket.
    static boolean isGap(String text, int from, int to) {
        boolean bracket = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            bracket |= c == '(' || c == ')';
            if (!isInNumber(c) || (i > from && !bracket)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInNumber(char c) {
        return Around.isSeparator(c) || c == '.' || c == '/' || c == '(' || c == ')';
    }

    /// Whether this is a number whatever stands beside it.
    boolean isNumber() {
        return isPlausible()
                && (isInternational() || isAmerican() || hasAreaInBrackets() || hasTrunkPrefix());
    }

    /// Whether this is a number because the text says so.
    boolean isNumberIfNamed() {
        return isPlausible()
                && digits.length() <= 12
                && !isQuantity()
                && !hasLooseDigit()
                && standsAlone()
                && Around.mentions(text, start, end, TELEPHONY);
    }

    private boolean isPlausible() {
        return digits.length() >= LEAST_DIGITS
                && digits.length() <= MOST_DIGITS
                && isBounded()
                && !isDate()
                && !isYears();
    }

    private boolean isInternational() {
        boolean plus = Around.at(text, start(text, start)) == '+';
        int length = digits.length();
        return plus
                ? length >= 8 && length <= 15 && digits.charAt(0) != '0'
                : digits.startsWith("00")
                        && digits.charAt(2) != '0'
                        && !groups.startsWith("1-")
                        && groups.length() > 2
                        && length >= 10
                        && standsAlone();
    }

    /// `212-555-0123`, `212.555.0123`, `(212) 555-0123`, perhaps after a 1; with blanks only where
    /// the plan allows it: area and exchange begin with 2 to 9.
    private boolean isAmerican() {
        String plan =
                groups.startsWith("1-") && digits.startsWith("1") ? digits.substring(1) : digits;
        boolean grouped =
                groups.equals("3-3-4") || (groups.equals("1-3-3-4") && plan.length() == 10);
        return grouped
                && (sign == '-'
                        || sign == '.'
                        || sign == ')'
                        || (plan.charAt(0) > '1' && plan.charAt(3) > '1'));
    }

    private boolean hasAreaInBrackets() {
        return Around.at(text, start - 1) == '('
                && sign == ')'
                && !groups.startsWith("1-")
                && !groups.startsWith("4-4");
    }

    /// A zero before the area code, which no quantity has.
    private boolean hasTrunkPrefix() {
        int second = groups.indexOf('-');
        boolean several = sign == '.' ? groups.indexOf('-', second + 1) > 0 : second > 0;
        return digits.charAt(0) == '0'
                && digits.charAt(1) != '0'
                && several
                && standsAlone()
                && !groups.startsWith("1-")
                && !groups.equals("5-4") // a postal code of the United States
                && digits.length() >= 9
                && digits.length() <= 12;
    }

    /// Touched by no letter, number or sign of money; an extension (`x123`) may follow.
    private boolean isBounded() {
        int before = start(text, start) - 1;
        char left = Around.at(text, before);
        char right = Around.at(text, end);
        boolean longer =
                (right == '.' || right == '-' || right == '/' || right == ',')
                        && Digits.isDigit(Around.at(text, end + 1));
        boolean extension =
                (right == 'x' || right == 'X') && Digits.isDigit(Around.at(text, end + 1));
        return !Around.isWord(text, before)
                && "$€£¥#_/".indexOf(left) < 0
                && !(".,-".indexOf(left) >= 0
                        && Around.isWord(text, before - 1)
                        && isNumberOrCode(before - 1))
                && !longer
                && right != '%'
                && (extension || !Around.isWord(text, end));
    }

    /// Before a comma or a full stop only a digit makes the number longer; before a dash a letter
    /// too.
    private boolean isNumberOrCode(int index) {
        return Digits.isDigit(text.charAt(index)) || text.charAt(index + 1) == '-';
    }

    /// Not one of a row of numbers, of which tables and dumps of memory are full.
    private boolean standsAlone() {
        int before = start - 1;
        while (start - before < 3 && Around.isSeparator(Around.at(text, before))) {
            before--;
        }
        int after = end;
        while (after - end < 2 && Around.isSeparator(Around.at(text, after))) {
            after++;
        }
        return !Digits.isDigit(Around.at(text, before)) && !Digits.isDigit(Around.at(text, after));
    }

    /// A single digit after others, or a fraction.
    private boolean hasLooseDigit() {
        return groups.contains("-1")
                || (sign == '.' && groups.indexOf('-') == groups.lastIndexOf('-'));
    }

    private boolean isDate() {
        return (groups.startsWith("4-2-2") && isYear(0))
                || (groups.startsWith("2-2-4") && isYear(4))
                || (groups.equals("8") && (isYear(0) || isYear(4)));
    }

    private boolean isYears() {
        return groups.equals("4-4") && isYear(0) && isYear(4);
    }

    private boolean isYear(int from) {
        return digits.startsWith("19", from) || digits.startsWith("20", from);
    }

    /// Thousands in groups of three, as in 1 250 000.
    private boolean isQuantity() {
        return groups.matches("[123](-3)+") && digits.endsWith("000");
    }
}
