package dev.fogline.backend.llamacpp.grammar;

import dev.fogline.backend.llamacpp.grammar.Rule.Place;
import org.jspecify.annotations.Nullable;

/// Where a grammar is in one reading of a text: a part to come, and what comes when its rule is
/// over. Equal frames are one object, see [Frames].
final class Frame {

    /// In the order of their making.
    final int number;

    final Place place;

    /// For a repetition: how often it was begun, if that still matters.
    final int count;

    /// What comes behind this rule; null for the end of the text.
    final @Nullable Frame parent;

    /// The last search that has seen it, see [Closure].
    int seen;

    Frame(int number, Place place, int count, @Nullable Frame parent) {
        this.number = number;
        this.place = place;
        this.count = count;
        this.parent = parent;
    }
}
