package dev.fogline.router;

/// A figure as a sentence has it: three digits that matter, all of those before the point, and no
/// exponent. Made without a formatter, as every decision tells some of them.
final class Figure {

    /// From here on there are three digits before the point.
    private static final double WHOLE_FROM = 100;

    /// Whole numbers to be written out, and what is too small to be.
    private static final double WRITTEN_OUT_TO = 1e15;

    private static final double WRITTEN_OUT_FROM = 1e-12;

    private Figure() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (!(size >= WRITTEN_OUT_FROM && size < WRITTEN_OUT_TO)) {
            return Double.toString(value);
        }
        String written = size >= WHOLE_FROM ? Long.toString(Math.round(size)) : decimal(size);
        return value < 0 ? "-" + written : written;
    }

    /// ```
    /// size = digits / shift, 100 ≤ digits ≤ 1000, shift = 10^places
    /// ```
    private static String decimal(double size) {
        double digits = size;
        long shift = 1;
        while (digits < WHOLE_FROM) {
            shift *= 10;
            digits = size * shift;
        }
        long rounded = Math.round(digits);
        while (shift > 1 && rounded % 10 == 0) { // zeros at the end say nothing
            rounded /= 10;
            shift /= 10;
        }
        String whole = Long.toString(rounded / shift);
        return shift == 1
                ? whole
                : whole + "." + Long.toString(shift + rounded % shift).substring(1);
    }
}
