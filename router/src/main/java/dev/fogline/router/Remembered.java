package dev.fogline.router;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The latest requests that have ended, by id, and which of their answers were graded: the oldest
/// makes room for the next. Thread-safe.
final class Remembered {

    private final int most;
    private final SequencedMap<String, DecisionRecord> latest = new LinkedHashMap<>();
    private final Set<String> graded = new HashSet<>();

    /// @param most that are remembered, ≥ 1
    Remembered(int most) {
        this.most = most;
    }

    synchronized void add(DecisionRecord ended) {
        latest.putLast(ended.id(), ended);
        if (latest.size() > most) {
            graded.remove(latest.pollFirstEntry().getKey());
        }
    }

    /// Empty if it never ended here, or too many have since.
    synchronized Optional<DecisionRecord> find(String id) {
        return Optional.ofNullable(latest.get(id));
    }

    /// Notes that an answer is graded.
    ///
    /// @param id of a request that is remembered
    /// @return false if it was before
    synchronized boolean grade(String id) {
        return latest.containsKey(id) && graded.add(id);
    }

    /// Takes that back.
    synchronized void ungrade(String id) {
        graded.remove(id);
    }
}
