package dev.fogline.cost.curve;

/// A point that a curve is drawn through.
///
/// @param x above 0
/// @param y above 0
record Knot(double x, double y) {

    Knot {
        if (!(x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y))) {
            throw new IllegalArgumentException("knot (" + x + ", " + y + ") not above 0");
        }
    }
}
