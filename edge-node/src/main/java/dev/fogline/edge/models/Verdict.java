package dev.fogline.edge.models;

import dev.fogline.spi.model.Capacity;
import dev.fogline.spi.model.MemoryNeed;
import dev.fogline.spi.model.ModelFacts;
import java.util.List;
import java.util.Optional;

/// What was found out about a model.
///
/// @param judged empty if its file cannot be read
/// @param problems one line each; none if it is good
record Verdict(Installed model, Optional<Judged> judged, List<String> problems) {

    Verdict {
        problems = List.copyOf(problems);
    }

    boolean good() {
        return problems.isEmpty();
    }

    /// @param need of memory for that much at once
    record Judged(ModelFacts facts, Capacity capacity, MemoryNeed need) {}
}
