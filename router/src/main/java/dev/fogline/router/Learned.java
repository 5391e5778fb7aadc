package dev.fogline.router;

import dev.fogline.spi.Estimator;

/// An estimator and how many observations it has learnt from.
///
/// @param estimator the latest
/// @param sequence observations so far, ≥ 0
record Learned(Estimator estimator, long sequence) {}
