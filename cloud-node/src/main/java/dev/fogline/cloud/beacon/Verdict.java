package dev.fogline.cloud.beacon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What became of one run.
///
/// @param arm how the edges knew of the pool
/// @param moments one entry a second
/// @param settled seconds until it had, one entry for each step; empty where it never did
record Verdict(Arm arm, List<Moment> moments, List<OptionalInt> settled) {

    Verdict {
        moments = List.copyOf(moments);
        settled = List.copyOf(settled);
    }

    static Verdict of(Arm arm, List<Moment> moments, Scene scene) {
        var settled = new ArrayList<OptionalInt>();
        for (int phase = 1; phase < scene.levels().size(); phase++) {
            settled.add(Settling.seconds(phase(moments, scene, phase)));
        }
        return new Verdict(arm, moments, settled);
    }

    private static List<Moment> phase(List<Moment> moments, Scene scene, int phase) {
        int length = scene.phaseSeconds();
        return moments.subList(phase * length, (phase + 1) * length);
    }

    /// After every step; the longest counts.
    OptionalInt settleSeconds() {
        return settled.stream().allMatch(OptionalInt::isPresent)
                ? settled.stream().mapToInt(OptionalInt::getAsInt).max()
                : OptionalInt.empty();
    }

    /// Means over each phase.
    List<Moment> phases(Scene scene) {
        var phases = new ArrayList<Moment>();
        for (int phase = 0; phase < scene.levels().size(); phase++) {
            phases.add(Moment.over(phase(moments, scene, phase)));
        }
        return phases;
    }

    ObjectNode json(Scene scene) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("arm", arm.word());
        ArrayNode steps = json.putArray("settle_seconds");
        settled.forEach(seconds -> seconds.ifPresentOrElse(steps::add, steps::addNull));
        ArrayNode phases = json.putArray("phases");
        List<Moment> means = phases(scene);
        for (int phase = 0; phase < means.size(); phase++) {
            Moment mean = means.get(phase);
            phases.addObject()
                    .put("requests_per_second_and_edge", scene.levels().get(phase))
                    .put("load", mean.load())
                    .put("usd_per_million", mean.usdPerMillion())
                    .put("pool_share", mean.share())
                    .put("regret", mean.regret())
                    .put("asked", mean.asked())
                    .put("failed", mean.failed());
        }
        return json;
    }
}
