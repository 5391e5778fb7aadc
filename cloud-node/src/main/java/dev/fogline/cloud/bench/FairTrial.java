package dev.fogline.cloud.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one tenant's flood costs the others: four tenants that send their share each, without and
/// with a fifth that sends ten times its share, all at the same times.
///
/// @param failed requests of the others that had no whole answer
/// @param withoutMillis 95th percentile of the others' time to the first token, without the flood
/// @param withMillis the same with it
record FairTrial(long seed, int failed, double withoutMillis, double withMillis) {

    static final List<String> OTHERS = List.of("a", "b", "c", "d");
    static final String FLOOD = "flood";

    /// Of its share, which is that of one tenant in five.
    private static final int FLOOD_TIMES = 10;

    /// Those of the others, as a part of what five send.
    static double othersShare() {
        return OTHERS.size() / (OTHERS.size() + 1.0);
    }

    /// Requests of the flood beside so many of the others.
    static int floodRequests(int others) {
        return others * FLOOD_TIMES / OTHERS.size();
    }

    static List<Due> without(List<Arrival> others) {
        var due = new ArrayList<Due>();
        for (int i = 0; i < others.size(); i++) {
            due.add(new Due(others.get(i), OTHERS.get(i % OTHERS.size())));
        }
        return due;
    }

    /// @param flood at any rate: it is spread over the time of the others
    static List<Due> with(List<Arrival> others, List<Arrival> flood) {
        double seconds = Math.max(1e-3, others.getLast().atSeconds());
        var due = new ArrayList<>(without(others));
        Arrivals.atRate(flood, flood.size() / seconds).forEach(one -> due.add(new Due(one, FLOOD)));
        due.sort(Comparator.comparingDouble(one -> one.arrival().atSeconds()));
        return due;
    }

    /// Of the answers to [#without] or [#with], those of the others.
    ///
    /// @param asked one entry per request, same order
    static List<Asked> others(List<Due> due, List<Asked> asked) {
        var others = new ArrayList<Asked>();
        for (int i = 0; i < due.size(); i++) {
            if (!due.get(i).tenant().equals(FLOOD)) {
                others.add(asked.get(i));
            }
        }
        return others;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("seed", seed)
                .put("failed_of_others", failed)
                .put("others_ttft_millis_p95", Math.round(withoutMillis))
                .put("others_ttft_millis_p95_with_flood", Math.round(withMillis));
    }
}
