package dev.fogline.backend.llamacpp.schema;

import java.math.BigDecimal;

/// How many there may be.
///
/// @param min ≥ 0
/// @param max [#UNBOUNDED] for any number; below `min` there is no such number
record Range(int min, int max) {

    static final int UNBOUNDED = Integer.MAX_VALUE;
    static final Range ANY = new Range(0, UNBOUNDED);

    /// Larger bounds are none: no answer has a million parts.
    static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    static Range atLeast(int min) {
        return new Range(min, UNBOUNDED);
    }

    static Range atMost(int max) {
        return new Range(0, max);
    }

    Range and(Range other) {
        int higher = Math.max(min, other.min);
        int lower = Math.min(max, other.max);
        return new Range(higher, lower);
    }

    boolean isEmpty() {
        return min > max;
    }

    boolean contains(int count) {
        return min <= count && count <= max;
    }

    /// Whether all of another range lies in it.
    boolean contains(Range other) {
        return min <= other.min && other.max <= max;
    }

    Range plus(Range other) {
        return new Range(min + other.min, sum(max, other.max));
    }

    /// Without so many, not below none.
    Range minus(int count) {
        return new Range(
                Math.max(0, min - count), max == UNBOUNDED ? UNBOUNDED : Math.max(0, max - count));
    }

    /// As GBNF writes it behind what is repeated.
    String repetition() {
        if (min == 1 && max == 1) {
            return "";
        }
        if (max == UNBOUNDED) {
            return min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}";
        }
        return min == 0 && max == 1
                ? "?"
                : min == max ? "{" + min + "}" : "{" + min + "," + max + "}";
    }

    private static int sum(int a, int b) {
        return a == UNBOUNDED || b == UNBOUNDED ? UNBOUNDED : a + b;
    }
}
