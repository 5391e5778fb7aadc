package dev.fogline.cost;

import dev.fogline.spi.request.Spread;

/// What an answer of known length would have been predicted to take: the time model alone, without
/// the doubt about how long the answer is.
///
/// ```
/// interTokenMillis = (totalMillis - firstTokenMillis) / (outputTokens - 1)
/// ```
///
/// @param firstTokenMillis from the start of the attempt to the first content
/// @param totalMillis from the start of the attempt to the end of the answer
/// @param interTokenMillis between two tokens; 0 for fewer than two
public record Times(Spread firstTokenMillis, Spread totalMillis, double interTokenMillis) {}
