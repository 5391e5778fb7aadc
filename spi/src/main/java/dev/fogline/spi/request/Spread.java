package dev.fogline.spi.request;

/// A quantity that is not known exactly: its middle and how far it may go.
///
/// @param median as often below as above, finite and ≥ 0
/// @param p95 exceeded by one in twenty, ≥ median
public record Spread(double median, double p95) {

    public Spread {
        if (!(median >= 0 && p95 >= median && p95 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("not a spread: median " + median + ", p95 " + p95);
        }
    }

    /// A quantity that is known.
    public static Spread exactly(double value) {
        return new Spread(value, value);
    }
}
