package dev.fogline.edge.eval;

import dev.fogline.cost.drift.DriftTrial;
import dev.fogline.cost.drift.DriftTrial.Calibrated;
import dev.fogline.cost.drift.DriftTrial.Step;
import dev.fogline.cost.drift.DriftTrial.Teaching;
import dev.fogline.cost.drift.Recovered;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a drift cost, with learning and without.
///
/// @param source where the prompts come from
/// @param requests since the change
/// @param changed what was made up for, by what became of the topic and its name
/// @param regret mean per request of all topics, of a node that learns
/// @param frozenRegret the same of one that does not
/// @param calibrated on the new topic
/// @param heldOut prompts that was judged on
record DriftOutcome(
        String source,
        int requests,
        Map<String, List<Recovered>> changed,
        double regret,
        double frozenRegret,
        Calibrated calibrated,
        int heldOut) {

    static DriftOutcome of(DriftScene scene, DriftTrial trial, long seed) {
        List<Step> learning =
                trial.run(scene.begun(), scene.stream(), Teaching.LEARNING, new Random(seed));
        List<Step> frozen =
                trial.run(scene.begun(), scene.stream(), Teaching.FROZEN, new Random(seed));
        var changed = new TreeMap<String, List<Recovered>>();
        new TreeMap<>(scene.changes())
                .forEach(
                        (topic, change) ->
                                changed.merge(
                                        change,
                                        List.of(Recovered.of(topic, learning, frozen)),
                                        DriftOutcome::both));
        return new DriftOutcome(
                scene.source(),
                learning.size(),
                changed,
                mean(learning),
                mean(frozen),
                DriftTrial.calibrated(
                        scene.begun(), scene.labelled(), scene.heldOut(), new Random(seed)),
                scene.heldOut().size());
    }

    private static List<Recovered> both(List<Recovered> first, List<Recovered> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static double mean(List<Step> steps) {
        return steps.stream().mapToDouble(Step::regret).average().orElse(0);
    }
}
