package dev.fogline.spi.answer;

/// How long an attempt took, measured by the router around the backend.
///
/// @param firstTokenMillis from the start of the attempt to the first chunk with content, ≥ 0; the
///   total if there was none
/// @param totalMillis from the start of the attempt to its end, ≥ firstTokenMillis
/// @param arrivals moments at which content came, ≥ 0: pieces that lay ready when the one before
///   was passed on came together. The fewer they are, the less the times between tell of the
///   model's speed; 0 if nobody counted
public record Timings(double firstTokenMillis, double totalMillis, int arrivals) {

    public Timings {
        if (!(firstTokenMillis >= 0 && totalMillis >= firstTokenMillis) || arrivals < 0) {
            throw new IllegalArgumentException(
                    "not timings: firstTokenMillis "
                            + firstTokenMillis
                            + ", totalMillis "
                            + totalMillis
                            + ", arrivals "
                            + arrivals);
        }
    }

    /// Where nobody counted arrivals.
    public Timings(double firstTokenMillis, double totalMillis) {
        this(firstTokenMillis, totalMillis, 0);
    }
}
