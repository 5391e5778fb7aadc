package dev.fogline.router.privacy;

import java.util.List;
import java.util.random.RandomGenerator;

/// Draws valid numbers. The checksums are computed here in another way than the finders check them.
record Numbers(RandomGenerator random) {

    private static final List<String> CARDS = List.of("4", "51", "2221", "6011", "3528", "622126");
    private static final List<String> IBANS =
            List.of("DE18", "FR23", "GB18", "NO11", "ES20", "PL24", "MT27", "NL14");

    String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /// Sixteen digits; the last one is tried out.
    String card() {
        String prefix = CARDS.get(random.nextInt(CARDS.size()));
        String body = prefix + digits(15 - prefix.length());
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = body.charAt(i) - '0';
            int doubled = i % 2 == 0 ? 2 * digit : digit;
            sum += doubled / 10 + doubled % 10;
        }
        return body + (10 - sum % 10) % 10;
    }

    /// The check digits are 98 less the remainder of the number with check digits 00.
    String iban() {
        String country = IBANS.get(random.nextInt(IBANS.size()));
        String code = country.substring(0, 2);
        String account = digits(Integer.parseInt(country.substring(2)));
        var number = new StringBuilder(account);
        (code + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
        int check =
                98
                        - new java.math.BigInteger(number.toString())
                                .mod(java.math.BigInteger.valueOf(97))
                                .intValue();
        return code + (check < 10 ? "0" : "") + check + account;
    }

    String socialSecurity() {
        int area = 1 + random.nextInt(899);
        return "%03d-%02d-%04d"
                .formatted(
                        area == 666 ? 667 : area,
                        1 + random.nextInt(99),
                        1 + random.nextInt(9_999));
    }

    /// The same number with one of its digits changed, from a place on.
    String withOneDigitChanged(String number, int from) {
        int at;
        do {
            at = from + random.nextInt(number.length() - from);
        } while (!Character.isDigit(number.charAt(at)));
        int digit = (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
        return number.substring(0, at) + digit + number.substring(at + 1);
    }

    /// In groups of four.
    static String grouped(String number) {
        return number.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
