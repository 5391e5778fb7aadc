package dev.fogline.backend.llamacpp.residency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which models make room for another one. Pure.
final class Eviction {

    private Eviction() {}

    /// A model in memory.
    ///
    /// @param bytes that it takes
    /// @param usedAtNanos when it was last asked
    /// @param busy whether it is being asked or loaded, and stays
    record Held(String name, long bytes, long usedAtNanos, boolean busy) {}

    /// The least recently used ones, as few as needed.
    ///
    /// @param bytes that the other one takes
    /// @param budgetBytes for all together
    /// @return names in the order they go; empty if too much of it is busy
    static Optional<List<String>> plan(List<Held> held, long bytes, long budgetBytes) {
        long over = held.stream().mapToLong(Held::bytes).sum() + bytes - budgetBytes;
        var going = new ArrayList<String>();
        List<Held> idle =
                held.stream()
                        .filter(model -> !model.busy())
                        .sorted(Comparator.comparingLong(Held::usedAtNanos))
                        .toList();
        for (Held model : idle) {
            if (over <= 0) {
                break;
            }
            going.add(model.name());
            over -= model.bytes();
        }
        return over <= 0 ? Optional.of(going) : Optional.empty();
    }
}
