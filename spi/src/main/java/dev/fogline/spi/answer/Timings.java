package dev.fogline.spi.answer;

/// How long an attempt took, measured by the router around the backend.
///
/// @param firstTokenMillis from the start of the attempt to the first chunk with content, ≥ 0; the
///   total if there was none
/// @param totalMillis from the start of the attempt to its end, ≥ firstTokenMillis
public record Timings(double firstTokenMillis, double totalMillis) {

    public Timings {
        if (!(firstTokenMillis >= 0 && totalMillis >= firstTokenMillis)) {
            throw new IllegalArgumentException(
                    "not timings: firstTokenMillis "
                            + firstTokenMillis
                            + ", totalMillis "
                            + totalMillis);
        }
    }
}
