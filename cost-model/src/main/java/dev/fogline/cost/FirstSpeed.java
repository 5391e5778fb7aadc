package dev.fogline.cost;

/// What is known of a model's speed on this device before it has answered anything.
public sealed interface FirstSpeed permits MeasuredSpeed, FileSize {}
