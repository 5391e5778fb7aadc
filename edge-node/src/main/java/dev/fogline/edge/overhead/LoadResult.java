package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// What became of one run of load.
///
/// @param completed good answers
/// @param errors answers that were not what was asked for, and those that never came
/// @param seconds in which requests were sent
/// @param millisP50 from the scheduled send to the end of the answer
/// @param firstByteMillisP50 from the scheduled send to the first byte of the body
record LoadResult(
        int completed,
        int errors,
        double seconds,
        double millisP50,
        double millisP99,
        double firstByteMillisP50,
        double firstByteMillisP99,
        double firstByteMillisMost) {

    /// One line.
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("completed", completed)
                .put("errors", errors)
                .put("seconds", seconds)
                .put("p50", millisP50)
                .put("p99", millisP99)
                .put("first_p50", firstByteMillisP50)
                .put("first_p99", firstByteMillisP99)
                .put("first_most", firstByteMillisMost)
                .toString();
    }

    static LoadResult of(JsonNode line) {
        return new LoadResult(
                line.path("completed").asInt(),
                line.path("errors").asInt(),
                line.path("seconds").asDouble(),
                line.path("p50").asDouble(),
                line.path("p99").asDouble(),
                line.path("first_p50").asDouble(),
                line.path("first_p99").asDouble(),
                line.path("first_most").asDouble());
    }
}
