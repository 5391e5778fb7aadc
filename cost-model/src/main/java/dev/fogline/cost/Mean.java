package dev.fogline.cost;

/// A mean of which older values count less: the plain mean at first, then each value moves it by
/// [#RATE]. Immutable.
///
/// @param value of the mean
/// @param seen values, up to `1 / RATE`
record Mean(double value, double seen) {

    private static final double RATE = 0.05;

    static Mean assumed(double value) {
        return new Mean(value, 0);
    }

    Mean learn(double next) {
        double counted = Math.min(seen + 1, 1 / RATE);
        return new Mean(value + (next - value) / counted, counted);
    }

    void save(SavedBytes.Writer to) {
        to.real(value).real(seen);
    }

    static Mean load(SavedBytes.Reader from) {
        return new Mean(from.real(), from.real());
    }
}
