package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// How long a request of known token counts takes.
///
/// @param firstTokenMillis from the start of the attempt to the first content
/// @param totalMillis from the start of the attempt to the end of the answer
/// @param interTokenMillis from one token to the next, ≥ 0
public record Times(Spread firstTokenMillis, Spread totalMillis, double interTokenMillis) {}
