package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Rule.Place;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All frames made so far, each once.
final class Frames {

    private final Map<Key, Frame> known = new HashMap<>();
    private int made;

    private record Key(Place place, int count, @Nullable Frame parent) {}

    Frame of(Place place, int count, @Nullable Frame parent) {
        return known.computeIfAbsent(
                new Key(place, count, parent), _ -> new Frame(made++, place, count, parent));
    }

    /// Frames made from now on differ from all before.
    void forget() {
        known.clear();
    }

    int size() {
        return known.size();
    }
}
