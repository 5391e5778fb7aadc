package dev.fogline.cloud.pool;

import java.util.Map;

/// One line of a page of metrics.
///
/// @param name as it is written
/// @param value may be infinite or not a number
record Sample(String name, Map<String, String> labels, double value) {

    Sample {
        labels = Map.copyOf(labels);
    }
}
