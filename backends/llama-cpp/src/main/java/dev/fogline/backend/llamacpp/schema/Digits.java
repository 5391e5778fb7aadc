package dev.fogline.backend.llamacpp.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Digits behind the point that make a fraction of some size.
///
/// @param some at least one digit, as a GBNF body; empty if there is no such fraction
/// @param mayBeNone whether no digit at all, a fraction of 0, is one too
record Digits(Optional<String> some, boolean mayBeNone) {

    private static final int MORE = 16;
    private static final String ANY_MORE = "[0-9]{0," + (MORE - 1) + "}";
    private static final String ZEROS = "\"0\"{0," + (MORE - 1) + "}";

    private static final Digits NEVER = new Digits(Optional.empty(), false);
    private static final Digits ANY = new Digits(Optional.of("[0-9]{1," + MORE + "}"), true);
    private static final Digits ZERO = new Digits(Optional.of("\"0\"{1," + MORE + "}"), true);
    private static final Digits ABOVE_ZERO =
            new Digits(Optional.of(ZEROS + " [1-9] " + ANY_MORE), false);

    /// With its point; empty if there is no such fraction.
    Optional<String> fraction() {
        return mayBeNone
                ? Optional.of(some.map(digits -> "( \".\" ( " + digits + " ) )?").orElse(""))
                : some.map(digits -> "\".\" ( " + digits + " )");
    }

    /// Fractions of a bound or more, or above it if that is out itself.
    ///
    /// @param bound digits without trailing zeros
    static Digits atLeast(String bound, boolean open) {
        if (bound.isEmpty()) {
            return open ? ABOVE_ZERO : ANY;
        }
        char first = bound.charAt(0);
        var ways = new ArrayList<Optional<String>>();
        ways.add(after(first, atLeast(bound.substring(1), open)));
        ways.add(anyAfter(first + 1, '9'));
        return ways(ways);
    }

    /// Fractions of a bound or less, or below it if that is out itself.
    static Digits atMost(String bound, boolean open) {
        if (bound.isEmpty()) {
            return open ? NEVER : ZERO;
        }
        char first = bound.charAt(0);
        var ways = new ArrayList<Optional<String>>();
        ways.add(anyAfter('0', first - 1));
        ways.add(after(first, atMost(bound.substring(1), open)));
        return new Digits(ways(ways).some, true);
    }

    static Digits between(String low, boolean lowOpen, String high, boolean highOpen) {
        if (low.isEmpty() && !lowOpen) {
            return atMost(high, highOpen);
        }
        if (high.isEmpty()) {
            return NEVER;
        }
        char from = low.isEmpty() ? '0' : low.charAt(0);
        char to = high.charAt(0);
        String lowRest = low.isEmpty() ? "" : low.substring(1);
        if (from == to) {
            return ways(
                    List.of(after(from, between(lowRest, lowOpen, high.substring(1), highOpen))));
        }
        var ways = new ArrayList<Optional<String>>();
        ways.add(after(from, atLeast(lowRest, lowOpen)));
        ways.add(anyAfter(from + 1, to - 1));
        ways.add(after(to, atMost(high.substring(1), highOpen)));
        return ways(ways);
    }

    /// A digit out of a range, and any others.
    private static Optional<String> anyAfter(int from, int to) {
        return from > to
                ? Optional.empty()
                : Optional.of(IntegerRule.digit((char) from, (char) to) + " " + ANY_MORE);
    }

    private static Optional<String> after(char digit, Digits rest) {
        String first = "\"" + digit + "\"";
        if (rest.some.isEmpty()) {
            return rest.mayBeNone ? Optional.of(first) : Optional.empty();
        }
        return Optional.of(first + " ( " + rest.some.get() + " )" + (rest.mayBeNone ? "?" : ""));
    }

    private static Digits ways(List<Optional<String>> each) {
        List<String> ways = each.stream().flatMap(Optional::stream).toList();
        return ways.isEmpty() ? NEVER : new Digits(Optional.of(String.join(" | ", ways)), false);
    }
}
