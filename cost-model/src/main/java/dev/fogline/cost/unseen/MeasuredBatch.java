package dev.fogline.cost.unseen;

import dev.fogline.cost.curve.Workload;

/// One measurement of an engine: a batch of equal prompts was read and answered.
///
/// @param prefillMillis until all prompts were read, above 0
/// @param interTokenMillis from one token to the next, above 0
public record MeasuredBatch(Workload workload, double prefillMillis, double interTokenMillis) {}
