package dev.fogline.cloud.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.router.pool.Balance;
import java.util.List;

/// What all runs say together.
///
/// @param runs every way to balance for every seed
/// @param trials of fairness, one for every seed
/// @param seed of the bootstrap
record PoolReport(List<PoolRun> runs, List<FairTrial> trials, long seed) {

    /// How much longer the slowest twentieth of our requests waits for its first token than that of
    /// another way to balance.
    Ratio firstTokenVersus(Balance other) {
        return Ratio.of(firstTokens(Balance.PREDICTED), firstTokens(other), seed);
    }

    /// How much longer the slowest twentieth of other tenants' requests waits while one floods.
    Ratio fairness() {
        return Ratio.of(
                trials.stream().mapToDouble(FairTrial::withMillis).toArray(),
                trials.stream().mapToDouble(FairTrial::withoutMillis).toArray(),
                seed);
    }

    private double[] firstTokens(Balance balance) {
        return runs.stream()
                .filter(run -> run.balance() == balance)
                .mapToDouble(PoolRun::firstTokenMillisP95)
                .toArray();
    }

    int failed() {
        return runs.stream().mapToInt(PoolRun::failed).sum()
                + trials.stream().mapToInt(FairTrial::failed).sum();
    }

    ObjectNode summary() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("summary", true);
        node.put("seeds", (int) runs.stream().mapToLong(PoolRun::seed).distinct().count());
        node.put("requests", runs.stream().mapToInt(PoolRun::requests).sum());
        node.put("failed", failed());
        firstTokenVersus(Balance.ROUND_ROBIN).into(node, "ttft_p95_vs_round_robin");
        firstTokenVersus(Balance.LEAST_LOADED).into(node, "ttft_p95_vs_least_loaded");
        fairness().into(node, "fairness_p95_growth");
        return node;
    }
}
