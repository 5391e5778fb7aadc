package dev.fogline.backend.llamacpp.schema;

import java.util.List;
import java.util.Optional;

/// What arrays must satisfy.
///
/// @param parts each of which says something about every element
/// @param count of elements
record ArrayFacet(List<Part> parts, Range count) {

    static final ArrayFacet ANY = new ArrayFacet(List.of(), Range.ANY);

    /// `prefixItems` and `items` that stand side by side.
    ///
    /// @param first what the first elements must satisfy, one by one
    /// @param others what all further elements must satisfy; empty if nothing was said
    record Part(List<Source> first, Optional<Source> others) {

        Optional<Source> of(int index) {
            return index < first.size() ? Optional.of(first.get(index)) : others;
        }
    }

    static ArrayFacet of(Part part) {
        return new ArrayFacet(List.of(part), Range.ANY);
    }

    static ArrayFacet of(Range count) {
        return new ArrayFacet(List.of(), count);
    }

    ArrayFacet and(ArrayFacet other) {
        return new ArrayFacet(Facets.joined(parts, other.parts), count.and(other.count));
    }

    /// How many elements have a place of their own.
    int places() {
        return parts.stream().mapToInt(part -> part.first.size()).max().orElse(0);
    }

    /// All that is said about an element; any index from [#places] on stands for the rest.
    List<Source> of(int index) {
        return parts.stream().flatMap(part -> part.of(index).stream()).distinct().toList();
    }

    /// Whether there may be elements behind the places: not where nothing is said about them and
    /// none are asked for, though an array with more would satisfy the schema too.
    boolean open() {
        return places() == 0
                || count.min() > places()
                || parts.stream().anyMatch(part -> part.others.isPresent());
    }
}
