package dev.fogline.router;

import dev.fogline.spi.Candidate;

/// How a candidate stands for whoever comes now.
///
/// @param candidate as it was observed
/// @param waitMillis that the estimator expects a request to wait before it is begun, ≥ 0; 0 where
///   an installed estimator does not tell
public record Outlook(Candidate candidate, double waitMillis) {}
