package dev.fogline.backend.llamacpp.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule of a grammar: its alternatives. Not changed after the grammar was read.
final class Rule {

    final String name;

    /// Where each alternative begins; those of nothing are left out.
    final List<Place> starts = new ArrayList<>();

    /// Whether an alternative is nothing.
    boolean hasNothing;

    Rule(String name) {
        this.name = name;
    }

    /// A part within an alternative, and what follows it.
    ///
    /// @param next null at the end
    record Place(Part part, @Nullable Place next) {

        /// By identity: equal parts stand in many places.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    void add(List<Part> alternative) {
        Place place = null;
        for (Part part : alternative.reversed()) {
            place = new Place(part, place);
        }
        if (place == null) {
            hasNothing = true;
        } else {
            starts.add(place);
        }
    }

    boolean isDefined() {
        return hasNothing || !starts.isEmpty();
    }
}
