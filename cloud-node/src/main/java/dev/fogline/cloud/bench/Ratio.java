package dev.fogline.cloud.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.PairedBootstrap;
import java.util.SplittableRandom;

/// One figure over another, over the same seeds: the geometric mean of the ratios, and the interval
/// that the percentile bootstrap over seeds gives with 95 %. Of few seeds it is a rough one.
record Ratio(double value, double low, double high) {

    /// @param ours one per seed, above 0
    /// @param others one per seed, same order, above 0
    static Ratio of(double[] ours, double[] others, long seed) {
        var logs = PairedBootstrap.of(logs(ours), logs(others), new SplittableRandom(seed));
        return new Ratio(Math.exp(logs.difference()), Math.exp(logs.low()), Math.exp(logs.high()));
    }

    void into(ObjectNode node, String name) {
        node.put(name, rounded(value));
        node.put(name + "_low", rounded(low));
        node.put(name + "_high", rounded(high));
    }

    private static double[] logs(double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    private static double rounded(double value) {
        return Math.round(1_000 * value) / 1_000.0;
    }
}
