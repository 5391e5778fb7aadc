package dev.fogline.edge.overhead;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What was measured of one subject: medians over its rounds.
///
/// @param name of the subject
/// @param rounds one or more
/// @param residentMib after the last one
/// @param warmUpSeconds before the first one
record Figures(String name, List<Round> rounds, double residentMib, double warmUpSeconds) {

    Figures {
        rounds = List.copyOf(rounds);
    }

    double cpuMicrosPerRequest() {
        return median(Round::cpuMicrosPerRequest);
    }

    double cpuMicrosPerChunk() {
        return median(Round::cpuMicrosPerChunk);
    }

    double millisP50() {
        return median(Round::millisP50);
    }

    double firstByteMillisP50() {
        return median(Round::firstByteMillisP50);
    }

    int errors() {
        return rounds.stream().mapToInt(Round::errors).sum();
    }

    /// @param direct the same without anything between
    ObjectNode json(Figures direct) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("candidate", name)
                .put("cpu_micros_per_request", rounded(cpuMicrosPerRequest(), 1))
                .put("cpu_micros_per_chunk", rounded(cpuMicrosPerChunk(), 1))
                .put("added_millis_p50", rounded(millisP50() - direct.millisP50(), 3))
                .put(
                        "added_first_byte_millis_p50",
                        rounded(firstByteMillisP50() - direct.firstByteMillisP50(), 3))
                .put("rss_mib", rounded(residentMib, 1))
                .put("requests_per_second", rounded(median(Round::requestsPerSecond), 0))
                .put("millis_p50", rounded(millisP50(), 3))
                .put("millis_p99", rounded(median(Round::millisP99), 3))
                .put("first_byte_millis_p50", rounded(firstByteMillisP50(), 3))
                .put("first_byte_millis_p99", rounded(median(Round::firstByteMillisP99), 3))
                .put("errors", errors())
                .put("warm_up_seconds", rounded(warmUpSeconds, 1));
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
