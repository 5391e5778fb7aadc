package dev.fogline.router;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The latest requests that have ended, by id: the oldest makes room for the next. Thread-safe.
final class Remembered {

    private final int most;
    private final SequencedMap<String, DecisionRecord> latest = new LinkedHashMap<>();

    /// @param most that are remembered, ≥ 1
    Remembered(int most) {
        this.most = most;
    }

    synchronized void add(DecisionRecord ended) {
        latest.putLast(ended.id(), ended);
        if (latest.size() > most) {
            latest.pollFirstEntry();
        }
    }

    /// Empty if it never ended here, or too many have since.
    synchronized Optional<DecisionRecord> find(String id) {
        return Optional.ofNullable(latest.get(id));
    }
}
