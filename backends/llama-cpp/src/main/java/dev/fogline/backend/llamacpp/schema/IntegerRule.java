package dev.fogline.backend.llamacpp.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Integers between two bounds as a GBNF body: their decimal digits, without leading zeros.
final class IntegerRule {

    /// Without an upper bound, so many digits are enough; those of a bound itself count too.
    private static final int DIGITS = 16;

    private IntegerRule() {}

    /// @return empty if there is no integer between them
    static Optional<String> of(Optional<BigInteger> low, Optional<BigInteger> high) {
        var ways = new ArrayList<String>();
        BigInteger zero = BigInteger.ZERO;
        if (low.isEmpty() || low.get().signum() < 0) {
            BigInteger nearest = high.map(BigInteger::negate).orElse(zero).max(BigInteger.ONE);
            natural(nearest, low.map(BigInteger::negate))
                    .ifPresent(digits -> ways.add("\"-\" ( " + digits + " )"));
        }
        natural(low.orElse(zero).max(zero), high).ifPresent(ways::add);
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", ways));
    }

    /// @param low ≥ 0
    private static Optional<String> natural(BigInteger low, Optional<BigInteger> high) {
        if (high.isPresent() && high.get().compareTo(low) < 0) {
            return Optional.empty();
        }
        String from = low.toString();
        String to = high.map(BigInteger::toString).orElse("");
        var ways = new ArrayList<String>();
        int last = high.isPresent() ? to.length() : Math.max(from.length(), DIGITS);
        for (int digits = from.length(); digits <= last; digits++) {
            String least = digits == from.length() ? from : "1" + "0".repeat(digits - 1);
            boolean bounded = high.isPresent() && digits == last;
            if (digits > from.length() && !bounded) {
                // all numbers of these lengths at once
                int longest = high.isPresent() ? last - 1 : last;
                ways.add("[1-9] " + times(new Range(digits - 1, longest - 1)));
                digits = longest;
            } else {
                ways.add(between(least, bounded ? to : "9".repeat(digits)));
            }
        }
        return Optional.of(String.join(" | ", ways));
    }

    /// The digit strings from one to the other, both of one length.
    private static String between(String from, String to) {
        if (from.isEmpty()) {
            return "";
        }
        if (from.matches("0*") && to.matches("9*")) {
            return times(new Range(from.length(), from.length()));
        }
        char low = from.charAt(0);
        char high = to.charAt(0);
        String fromRest = from.substring(1);
        String toRest = to.substring(1);
        if (low == high) {
            return join("\"" + low + "\"", grouped(between(fromRest, toRest)));
        }
        List<String> ways = new ArrayList<>();
        String zeros = "0".repeat(fromRest.length());
        String nines = "9".repeat(fromRest.length());
        boolean allOfLow = fromRest.equals(zeros);
        boolean allOfHigh = toRest.equals(nines);
        if (!allOfLow) {
            ways.add(join("\"" + low + "\"", grouped(between(fromRest, nines))));
        }
        char first = (char) (allOfLow ? low : low + 1);
        char last = (char) (allOfHigh ? high : high - 1);
        if (first <= last) {
            ways.add(join(digit(first, last), between(zeros, nines)));
        }
        if (!allOfHigh) {
            ways.add(join("\"" + high + "\"", grouped(between(zeros, toRest))));
        }
        return String.join(" | ", ways);
    }

    private static String grouped(String body) {
        return body.contains(" | ") ? "( " + body + " )" : body;
    }

    private static String join(String first, String rest) {
        return rest.isEmpty() ? first : first + " " + rest;
    }

    static String digit(char from, char to) {
        return from == to ? "\"" + from + "\"" : "[" + from + "-" + to + "]";
    }

    private static String times(Range range) {
        return "[0-9]" + range.repetition();
    }
}
