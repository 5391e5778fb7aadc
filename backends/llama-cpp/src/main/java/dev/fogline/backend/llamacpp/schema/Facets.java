package dev.fogline.backend.llamacpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a value must satisfy, all of it: one way of satisfying a schema without alternatives.
///
/// @param types it may have
/// @param hinted types that keywords speak of which say nothing about values of other types
/// @param values it may be; empty for any
record Facets(
        Set<JsonType> types,
        Set<JsonType> hinted,
        Optional<List<JsonNode>> values,
        TextFacet text,
        NumberBounds number,
        ObjectFacet object,
        ArrayFacet array) {

    static final Facets ANY =
            new Facets(
                    JsonType.ALL,
                    Set.of(),
                    Optional.empty(),
                    TextFacet.ANY,
                    NumberBounds.ANY,
                    ObjectFacet.ANY,
                    ArrayFacet.ANY);

    static Facets of(Set<JsonType> types) {
        return new Facets(types, Set.of(), ANY.values, ANY.text, ANY.number, ANY.object, ANY.array);
    }

    static Facets of(List<JsonNode> values) {
        return new Facets(
                ANY.types,
                Set.of(),
                Optional.of(values),
                ANY.text,
                ANY.number,
                ANY.object,
                ANY.array);
    }

    static Facets of(TextFacet text) {
        return new Facets(
                ANY.types,
                Set.of(JsonType.STRING),
                ANY.values,
                text,
                ANY.number,
                ANY.object,
                ANY.array);
    }

    static Facets of(NumberBounds number) {
        return new Facets(
                ANY.types, JsonType.NUMBERS, ANY.values, ANY.text, number, ANY.object, ANY.array);
    }

    static Facets of(ObjectFacet object) {
        return new Facets(
                ANY.types,
                Set.of(JsonType.OBJECT),
                ANY.values,
                ANY.text,
                ANY.number,
                object,
                ANY.array);
    }

    static Facets of(ArrayFacet array) {
        return new Facets(
                ANY.types,
                Set.of(JsonType.ARRAY),
                ANY.values,
                ANY.text,
                ANY.number,
                ANY.object,
                array);
    }

    Facets and(Facets other) {
        return new Facets(
                both(types, other.types),
                either(hinted, other.hinted),
                values.isEmpty() || other.values.isEmpty()
                        ? values.or(() -> other.values)
                        : Optional.of(common(values.get(), other.values.get())),
                text.and(other.text),
                number.and(other.number),
                object.and(other.object),
                array.and(other.array));
    }

    /// The types to be written. A schema that says `properties` and no type means an object: other
    /// values would satisfy it too, but nobody wants them.
    Set<JsonType> intended() {
        boolean open = types.equals(JsonType.ALL) && values.isEmpty() && !hinted.isEmpty();
        return open ? hinted : types;
    }

    static <T> Set<T> both(Set<T> a, Set<T> b) {
        var both = new LinkedHashSet<>(a);
        both.retainAll(b);
        return both;
    }

    static <T> Set<T> either(Set<T> a, Set<T> b) {
        var either = new LinkedHashSet<>(a);
        either.addAll(b);
        return either;
    }

    static <T> List<T> joined(List<T> a, List<T> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    private static List<JsonNode> common(List<JsonNode> a, List<JsonNode> b) {
        return a.stream().filter(b::contains).toList();
    }
}
