package dev.fogline.cost.curve;

/// Where a question lies, seen from the points a curve was drawn through.
public enum Position {
    /// Between two of them: interpolated.
    INSIDE,
    /// Before the first: extrapolated.
    BELOW,
    /// After the last: extrapolated.
    ABOVE
}
