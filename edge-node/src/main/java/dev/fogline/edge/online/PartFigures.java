package dev.fogline.edge.online;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.accuracy.Attained;
import dev.fogline.cost.accuracy.Errors;
import dev.fogline.cost.accuracy.IntervalScore;
import dev.fogline.cost.accuracy.Latencies;
import dev.fogline.cost.accuracy.Latency;
import dev.fogline.cost.accuracy.Outturn;
import dev.fogline.spi.answer.Usage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// How well the times of some requests were predicted.
///
/// @param requests that were answered, ≥ 1
/// @param attained error and noise of each latency; one that no request has is missing
/// @param score of the intervals of the total time, token counts not being known
/// @param timed how many of them had a time per token
record PartFigures(int requests, Map<Latency, Attained> attained, IntervalScore score, long timed) {

    /// @param replays at least one
    static PartFigures of(List<Replay> replays) {
        List<Outturn> outturns = replays.stream().map(Replay::outturn).toList();
        Collection<List<Latencies>> repeats = repeats(replays);
        var attained = new EnumMap<Latency, Attained>(Latency.class);
        for (Latency latency : Latency.values()) {
            double noise = Errors.noise(repeats, latency).orElse(0);
            Errors.mape(outturns, latency)
                    .ifPresent(
                            error ->
                                    attained.put(
                                            latency, new Attained(error, noise, latency.goal())));
        }
        long timed =
                outturns.stream()
                        .filter(outturn -> outturn.error(Latency.TPOT).isPresent())
                        .count();
        return new PartFigures(replays.size(), attained, IntervalScore.of(outturns), timed);
    }

    /// Mean error of one latency, a fraction; 0 if no request has it.
    double error(Latency latency) {
        Attained found = attained.get(latency);
        return found == null ? 0 : found.error();
    }

    /// Fractions and milliseconds, as members of one object.
    ObjectNode json() {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("requests", requests)
                        .put("tpot_requests", timed);
        attained.forEach((latency, one) -> node.put(word(latency) + "_mape", one.error()));
        attained.forEach(
                (latency, one) -> {
                    if (one.noise() > 0) {
                        node.put("noise_" + word(latency), one.noise());
                    }
                });
        node.put("e2e_coverage90", score.coverage90());
        node.put("e2e_pinball_millis", score.pinballMillis());
        node.putObject("e2e_pinball")
                .put("p05_millis", score.pinballP05Millis())
                .put("p50_millis", score.pinballP50Millis())
                .put("p95_millis", score.pinballP95Millis());
        return node;
    }

    static String word(Latency latency) {
        return latency.name().toLowerCase(Locale.ROOT);
    }

    /// Repeats of one request at one candidate, among as many clients, that came to equal tokens:
    /// greedy answers may differ where requests share a batch, a longer one takes longer, and a
    /// prompt whose beginning is in the cache is read sooner. All of that is known to whoever is
    /// given the counts and how busy a node is.
    private static Collection<List<Latencies>> repeats(List<Replay> replays) {
        return replays.stream()
                .filter(replay -> replay.ask().repeated().isPresent())
                .collect(
                        Collectors.groupingBy(
                                Same::of,
                                Collectors.mapping(
                                        replay -> replay.outturn().measured(),
                                        Collectors.toList())))
                .values();
    }

    private record Same(OptionalInt repeated, int clients, String candidate, Usage usage) {

        static Same of(Replay replay) {
            return new Same(
                    replay.ask().repeated(),
                    replay.ask().clients(),
                    replay.outturn().candidate(),
                    replay.usage());
        }
    }
}
