package dev.fogline.spi.request;

/// A quantity that is not known exactly: its middle, and the interval that holds nine in ten.
///
/// @param p05 undercut by one in twenty, finite and ≥ 0, ≤ median
/// @param median as often below as above
/// @param p95 exceeded by one in twenty, ≥ median, finite
public record Spread(double p05, double median, double p95) {

    public Spread {
        if (!(p05 >= 0 && median >= p05 && p95 >= median && p95 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "not a spread: p05 " + p05 + ", median " + median + ", p95 " + p95);
        }
    }

    /// A quantity that is known.
    public static Spread exactly(double value) {
        return new Spread(value, value, value);
    }

    /// The same, begun later or added to what is known.
    ///
    /// @param known ≥ 0
    public Spread after(double known) {
        return new Spread(known + p05, known + median, known + p95);
    }

    /// Whether a value lies in the interval, ends included.
    public boolean holds(double value) {
        return value >= p05 && value <= p95;
    }
}
