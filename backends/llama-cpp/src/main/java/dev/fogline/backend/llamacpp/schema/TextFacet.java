package dev.fogline.backend.llamacpp.schema;

import java.util.List;

/// What strings must satisfy.
///
/// @param length in code points
/// @param patterns keywords `pattern`, distinct
/// @param formats keywords `format` that are held to, distinct
record TextFacet(Range length, List<Source> patterns, List<Source> formats) {

    static final TextFacet ANY = new TextFacet(Range.ANY, List.of(), List.of());

    static TextFacet of(Range length) {
        return new TextFacet(length, List.of(), List.of());
    }

    static TextFacet pattern(Source pattern) {
        return new TextFacet(Range.ANY, List.of(pattern), List.of());
    }

    static TextFacet format(Source format) {
        return new TextFacet(Range.ANY, List.of(), List.of(format));
    }

    TextFacet and(TextFacet other) {
        return new TextFacet(
                length.and(other.length),
                Facets.joined(patterns, other.patterns),
                Facets.joined(formats, other.formats));
    }

    /// Whether it is about the length alone.
    boolean isLength() {
        return patterns.isEmpty() && formats.isEmpty();
    }
}
