package dev.fogline.backend.llamacpp.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/// Between which numbers a number lies.
record NumberBounds(Optional<Bound> low, Optional<Bound> high) {

    static final NumberBounds ANY = new NumberBounds(Optional.empty(), Optional.empty());

    /// @param open whether the value itself is out
    record Bound(BigDecimal value, boolean open) {}

    static NumberBounds above(BigDecimal value, boolean open) {
        return new NumberBounds(Optional.of(new Bound(value, open)), Optional.empty());
    }

    static NumberBounds below(BigDecimal value, boolean open) {
        return new NumberBounds(Optional.empty(), Optional.of(new Bound(value, open)));
    }

    NumberBounds and(NumberBounds other) {
        return new NumberBounds(tighter(low, other.low, 1), tighter(high, other.high, -1));
    }

    boolean isAny() {
        return low.isEmpty() && high.isEmpty();
    }

    boolean contains(BigDecimal number) {
        return low.map(bound -> number.compareTo(bound.value) > (bound.open ? 0 : -1)).orElse(true)
                && high.map(bound -> number.compareTo(bound.value) < (bound.open ? 0 : 1))
                        .orElse(true);
    }

    /// Whether no number lies between.
    boolean isEmpty() {
        if (low.isEmpty() || high.isEmpty()) {
            return false;
        }
        int order = low.get().value.compareTo(high.get().value);
        return order > 0 || (order == 0 && (low.get().open || high.get().open));
    }

    /// The smallest integer, if there is one.
    Optional<BigInteger> lowest() {
        return low.map(
                bound -> {
                    BigInteger up = bound.value.setScale(0, RoundingMode.CEILING).toBigInteger();
                    boolean out = bound.open && new BigDecimal(up).compareTo(bound.value) == 0;
                    return out ? up.add(BigInteger.ONE) : up;
                });
    }

    /// The largest integer, if there is one.
    Optional<BigInteger> highest() {
        return negated().lowest().map(BigInteger::negate);
    }

    /// The numbers with the opposite sign.
    NumberBounds negated() {
        return new NumberBounds(high.map(NumberBounds::negated), low.map(NumberBounds::negated));
    }

    private static Bound negated(Bound bound) {
        return new Bound(bound.value.negate(), bound.open);
    }

    private static Optional<Bound> tighter(Optional<Bound> a, Optional<Bound> b, int sign) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        int order = Integer.signum(a.get().value.compareTo(b.get().value)) * sign;
        return order > 0 || (order == 0 && a.get().open) ? a : b;
    }
}
