package dev.fogline.backend.llamacpp.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What objects must satisfy.
///
/// @param parts each of which says something about every property
/// @param required in the order they were named
/// @param count of properties
record ObjectFacet(List<Part> parts, Set<String> required, Range count) {

    static final ObjectFacet ANY = new ObjectFacet(List.of(), Set.of(), Range.ANY);

    /// `properties` and `additionalProperties` that stand side by side.
    ///
    /// @param properties in the order they were declared
    /// @param others what all other properties must satisfy; empty if nothing was said
    record Part(Map<String, Source> properties, Optional<Source> others) {

        /// What it says about a property.
        Optional<Source> of(String name) {
            return Optional.ofNullable(properties.get(name)).or(() -> others);
        }
    }

    static ObjectFacet of(Part part) {
        return new ObjectFacet(List.of(part), Set.of(), Range.ANY);
    }

    static ObjectFacet required(Set<String> names) {
        return new ObjectFacet(List.of(), names, Range.ANY);
    }

    static ObjectFacet of(Range count) {
        return new ObjectFacet(List.of(), Set.of(), count);
    }

    ObjectFacet and(ObjectFacet other) {
        return new ObjectFacet(
                Facets.joined(parts, other.parts),
                Facets.either(required, other.required),
                count.and(other.count));
    }

    /// All properties with a name: the declared ones in their order, then those only required.
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        parts.forEach(part -> names.addAll(part.properties.keySet()));
        names.addAll(required);
        return names;
    }

    /// All that is said about a property.
    List<Source> of(String name) {
        return parts.stream().flatMap(part -> part.of(name).stream()).distinct().toList();
    }

    /// All that is said about properties without a name here; empty if nothing is: then there are
    /// none where others have names (an object with more than what was described satisfies the
    /// schema too, but nobody wants it), and any where no property has a name.
    Optional<List<Source>> others() {
        List<Source> said =
                parts.stream().flatMap(part -> part.others.stream()).distinct().toList();
        return said.isEmpty() && !names().isEmpty() ? Optional.empty() : Optional.of(said);
    }
}
