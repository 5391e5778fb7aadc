package dev.fogline.cost.drift;

import dev.fogline.cost.drift.DriftTrial.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What learning made up for on one topic, from where it arrived or turned.
///
/// @param topic the name
/// @param requests of the topic
/// @param frozenRegret mean per request of a node that learns nothing, ≥ 0
/// @param regret mean per request of one that learns, ≥ 0
/// @param labels grades of the topic until the mean regret of its next [#WINDOW] requests was at
///   most a quarter of the frozen one; 0 if there was nothing to make up for, empty if it never was
public record Recovered(
        String topic, int requests, double frozenRegret, double regret, OptionalInt labels) {

    static final int WINDOW = 50;
    private static final double LEFT = 0.25;

    /// Less is no loss: a hundredth of an answer.
    private static final double NOTHING = 0.01;

    /// @param learning steps since the change, of all topics
    /// @param frozen the same requests, in the same order
    public static Recovered of(String topic, List<Step> learning, List<Step> frozen) {
        var ours = new ArrayList<Step>();
        double frozenSum = 0;
        for (int i = 0; i < learning.size(); i++) {
            if (learning.get(i).topic().equals(topic)) {
                ours.add(learning.get(i));
                frozenSum += frozen.get(i).regret();
            }
        }
        double frozenRegret = ours.isEmpty() ? 0 : frozenSum / ours.size();
        return new Recovered(
                topic,
                ours.size(),
                frozenRegret,
                ours.stream().mapToDouble(Step::regret).average().orElse(0),
                labels(ours, frozenRegret));
    }

    private static OptionalInt labels(List<Step> ours, double frozenRegret) {
        if (frozenRegret < NOTHING) {
            return OptionalInt.of(0);
        }
        int labels = 0;
        for (int from = 0; from + WINDOW <= ours.size(); from++) {
            double mean =
                    ours.subList(from, from + WINDOW).stream()
                            .mapToDouble(Step::regret)
                            .average()
                            .orElseThrow();
            if (mean <= LEFT * frozenRegret) {
                return OptionalInt.of(labels);
            }
            labels += ours.get(from).grades();
        }
        return OptionalInt.empty();
    }
}
