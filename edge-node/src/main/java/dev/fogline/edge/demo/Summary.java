package dev.fogline.edge.demo;

import dev.fogline.edge.demo.Asked.Way;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one way of answering came to.
///
/// @param accuracy share of right answers, in [0, 1]
/// @param cloudShare share of questions the cloud answered, in [0, 1]
/// @param costUsd of all questions together
/// @param firstTokenMillisP50 median time to the first content, at the client
/// @param totalMillisP50 median time to the end, at the client
record Summary(
        double accuracy,
        double cloudShare,
        BigDecimal costUsd,
        double firstTokenMillisP50,
        double totalMillisP50) {

    static Summary of(List<Asked> asked, Way way) {
        return new Summary(
                mean(asked, one -> one.isRight(way) ? 1 : 0),
                mean(asked, one -> one.reply(way).fromCloud() ? 1 : 0),
                asked.stream()
                        .map(one -> one.reply(way).costUsd())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                median(asked, one -> one.reply(way).firstTokenMillis()),
                median(asked, one -> one.reply(way).totalMillis()));
    }

    private static double mean(List<Asked> asked, ToDoubleFunction<Asked> value) {
        return asked.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double median(List<Asked> asked, ToDoubleFunction<Asked> value) {
        double[] sorted = asked.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
