package dev.fogline.spi;

import java.util.List;

/// How a number arose: its value, and the terms it was made from, down to where each came from.
///
/// @param term what the number is, named as in the formula
/// @param value the number
/// @param unit of the number, empty for a ratio or count
/// @param source the formula, or for a leaf where the figure comes from
/// @param from the terms, in the order of the formula; empty for a leaf
public record Explanation(
        String term, double value, String unit, String source, List<Explanation> from) {

    public Explanation {
        from = List.copyOf(from);
    }

    /// A number that comes from nowhere else.
    public static Explanation leaf(String term, double value, String unit, String source) {
        return new Explanation(term, value, unit, source, List.of());
    }
}
