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
import java.util.OptionalDouble;
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
        Collection<List<Replay>> companies =
                replays.stream().collect(Collectors.groupingBy(Company::of)).values();
        var attained = new EnumMap<Latency, Attained>(Latency.class);
        for (Latency latency : Latency.values()) {
            double noise = noise(companies, latency);
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

    /// Each candidate among so many clients has a noise of its own, and counts for as many requests
    /// as there were: else what happens to be repeated most would stand for all. Those without
    /// repeats are left out.
    private static double noise(Collection<List<Replay>> companies, Latency latency) {
        double sum = 0;
        double requests = 0;
        for (List<Replay> company : companies) {
            OptionalDouble noise = Errors.noise(repeats(company), latency);
            if (noise.isPresent()) {
                long there =
                        company.stream()
                                .filter(one -> one.outturn().error(latency).isPresent())
                                .count();
                sum += there * noise.getAsDouble();
                requests += there;
            }
        }
        return requests == 0 ? 0 : sum / requests;
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

    /// Repeats of one request that came to equal tokens: greedy answers may differ where requests
    /// share a batch, a longer one takes longer, and a prompt whose beginning is in the cache is
    /// read sooner. All of that is known to whoever is given the counts.
    ///
    /// @param company of one candidate
    private static Collection<List<Latencies>> repeats(List<Replay> company) {
        return company.stream()
                .filter(replay -> replay.ask().repeated().isPresent())
                .collect(
                        Collectors.groupingBy(
                                Same::of,
                                Collectors.mapping(
                                        replay -> replay.outturn().measured(),
                                        Collectors.toList())))
                .values();
    }

    private record Company(String candidate, int clients) {

        static Company of(Replay replay) {
            return new Company(replay.outturn().candidate(), replay.ask().clients());
        }
    }

    private record Same(OptionalInt repeated, Usage usage) {

        static Same of(Replay replay) {
            return new Same(replay.ask().repeated(), replay.usage());
        }
    }
}
