package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.schema.NumberBounds.Bound;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Optional;

/// Decimal numbers between two bounds as a GBNF body: written without an exponent, with at most 16
/// digits behind the point and behind the digits of a bound.
final class FractionRule {

    private static final String ANY = "( \".\" [0-9]{1,16} )?";

    private FractionRule() {}

    /// @return empty if there is no number between them
    static Optional<String> of(NumberBounds bounds) {
        var ways = new ArrayList<String>();
        var zero = new Bound(BigDecimal.ZERO, false);
        boolean negatives = bounds.low().map(low -> low.value().signum() < 0).orElse(true);
        if (negatives) {
            NumberBounds below = bounds.and(NumberBounds.below(BigDecimal.ZERO, true)).negated();
            notNegative(below.low().orElse(zero), below.high())
                    .ifPresent(digits -> ways.add("\"-\" ( " + digits + " )"));
        }
        Bound low = negatives ? zero : bounds.low().orElse(zero);
        notNegative(low, bounds.high()).ifPresent(ways::add);
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", ways));
    }

    /// @param low ≥ 0
    private static Optional<String> notNegative(Bound low, Optional<Bound> high) {
        if (new NumberBounds(Optional.of(low), high).isEmpty()) {
            return Optional.empty();
        }
        BigInteger from = whole(low);
        if (high.isPresent() && whole(high.get()).equals(from)) {
            return Digits.between(behind(low), low.open(), behind(high.get()), high.get().open())
                    .fraction()
                    .map(fraction -> number(from, fraction));
        }
        var ways = new ArrayList<String>();
        Digits.atLeast(behind(low), low.open())
                .fraction()
                .ifPresent(fraction -> ways.add(number(from, fraction)));
        Optional<BigInteger> lastWhole = high.map(bound -> whole(bound).subtract(BigInteger.ONE));
        IntegerRule.of(Optional.of(from.add(BigInteger.ONE)), lastWhole)
                .ifPresent(whole -> ways.add("( " + whole + " ) " + ANY));
        high.flatMap(bound -> Digits.atMost(behind(bound), bound.open()).fraction())
                .ifPresent(fraction -> ways.add(number(whole(high.get()), fraction)));
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", ways));
    }

    private static String number(BigInteger whole, String fraction) {
        return "\"" + whole + "\"" + (fraction.isEmpty() ? "" : " " + fraction);
    }

    private static BigInteger whole(Bound bound) {
        return bound.value().setScale(0, RoundingMode.FLOOR).toBigInteger();
    }

    /// The digits behind the point, without trailing zeros.
    private static String behind(Bound bound) {
        String plain = bound.value().stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        return point < 0 ? "" : plain.substring(point + 1);
    }
}
