package dev.fogline.spi.model;

/// What a trial showed; medians over its repeats. Times are taken where the node sees them.
///
/// With p prompt tokens, n answers asked at once, and all times counted from there:
/// `prefillTokensPerSecond = n × p / time of the last first token`, and `decodeTokensPerSecond =
/// tokens that came after it / (time of the last token − time of the last first token)`.
///
/// @param prefillTokensPerSecond of all answers together
/// @param decodeTokensPerSecond of all answers together
/// @param firstTokenMillis from asking to the first token, the mean of answers asked together
/// @param loadMillis from the start to the moment the model can be asked
/// @param residentMib memory of whatever runs the model, with the pages of the file that it maps
public record Measurement(
        double prefillTokensPerSecond,
        double decodeTokensPerSecond,
        double firstTokenMillis,
        double loadMillis,
        double residentMib) {}
