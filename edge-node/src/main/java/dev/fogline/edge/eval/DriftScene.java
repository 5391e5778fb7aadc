package dev.fogline.edge.eval;

import dev.fogline.cost.drift.DriftPrompt;
import dev.fogline.cost.quality.OnlineQuality;
import java.util.List;
import java.util.Map;

/// What drifts.
///
/// @param source where its prompts come from
/// @param begun what was learnt before
/// @param stream requests in their order, from the moment of the change
/// @param changes what becomes of a topic, by its name
/// @param labelled prompts of the new topic whose answers are graded
/// @param heldOut others of the new topic
record DriftScene(
        String source,
        OnlineQuality begun,
        List<DriftPrompt> stream,
        Map<String, String> changes,
        List<DriftPrompt> labelled,
        List<DriftPrompt> heldOut) {

    /// After which a new topic is judged.
    static final int LABELS = 200;

    DriftScene {
        stream = List.copyOf(stream);
        labelled = List.copyOf(labelled);
        heldOut = List.copyOf(heldOut);
    }
}
