package dev.fogline.cost;

import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;

/// How far the figures of one model have been off: what their 90 % intervals are made from. Each
/// answer is judged by the figures that held before it. Immutable.
///
/// @param first token, when nothing but the request is known
/// @param total of an answer, likewise
/// @param output tokens of an answer
/// @param firstGiven first token, when the tokens are known
/// @param totalGiven total, likewise
record Doubts(Doubt first, Doubt total, Doubt output, Doubt firstGiven, Doubt totalGiven) {

    /// Times are off by a factor of 1.65 in one of three, lengths follow their distribution
    /// (assumed).
    static final Doubts ASSUMED =
            new Doubts(
                    Doubt.assumed(0.5),
                    Doubt.assumed(0.3),
                    Doubt.assumed(0),
                    Doubt.assumed(0.5),
                    Doubt.assumed(0.5));

    Doubts learn(Speeds before, Measured measured) {
        Features features = measured.features();
        Occupancy node = Occupancy.of(measured.node());
        Tokens expected = before.tokens(features);
        Spread lengths = before.lengths().outputTokens(features);
        Spread totals = before.totalMillis(expected, before.outputTokens(features), node);
        Tokens used = Speeds.tokens(measured);
        double firstMillis = measured.timings().firstTokenMillis();
        double totalMillis = measured.timings().totalMillis();
        return new Doubts(
                first.learn(firstMillis, Spread.exactly(before.firstMillis(expected, node))),
                total.learn(totalMillis, totals),
                output.learn(used.output(), lengths),
                firstGiven.learn(firstMillis, Spread.exactly(before.firstMillis(used, node))),
                totalGiven.learn(totalMillis, Spread.exactly(before.totalMillis(used, node))));
    }

    void save(SavedBytes.Writer to) {
        first.save(to);
        total.save(to);
        output.save(to);
        firstGiven.save(to);
        totalGiven.save(to);
    }

    static Doubts load(SavedBytes.Reader from) {
        return new Doubts(
                Doubt.load(from),
                Doubt.load(from),
                Doubt.load(from),
                Doubt.load(from),
                Doubt.load(from));
    }
}
