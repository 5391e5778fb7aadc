package dev.fogline.cloud.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.pool.Balance;
import java.util.List;

/// What one way to balance made of one seed's arrivals.
///
/// @param requests that were sent
/// @param failed of them that had no whole answer
record PoolRun(
        long seed,
        Balance balance,
        int requests,
        int failed,
        double firstTokenMillisP50,
        double firstTokenMillisP95,
        double totalMillisP50,
        double totalMillisP95) {

    static PoolRun of(long seed, Balance balance, List<Asked> asked) {
        List<Asked> served = asked.stream().filter(Asked::served).toList();
        double[] first = firstTokens(served);
        double[] total = served.stream().mapToDouble(Asked::totalMillis).sorted().toArray();
        return new PoolRun(
                seed,
                balance,
                asked.size(),
                asked.size() - served.size(),
                quantile(first, 0.5),
                quantile(first, 0.95),
                quantile(total, 0.5),
                quantile(total, 0.95));
    }

    /// How long the slowest twentieth waits for its first token, at least.
    static double firstTokenMillisP95(List<Asked> asked) {
        return quantile(firstTokens(asked.stream().filter(Asked::served).toList()), 0.95);
    }

    private static double[] firstTokens(List<Asked> served) {
        return served.stream().mapToDouble(Asked::firstTokenMillis).sorted().toArray();
    }

    /// The smallest value that so large a share does not exceed; not a number of none.
    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("seed", seed)
                .put("balance", balance.word())
                .put("requests", requests)
                .put("failed", failed)
                .put("ttft_millis_p50", tenths(firstTokenMillisP50))
                .put("ttft_millis_p95", tenths(firstTokenMillisP95))
                .put("total_millis_p50", tenths(totalMillisP50))
                .put("total_millis_p95", tenths(totalMillisP95));
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
