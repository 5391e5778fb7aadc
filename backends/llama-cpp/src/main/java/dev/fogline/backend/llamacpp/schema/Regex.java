package dev.fogline.backend.llamacpp.schema;

import dev.fogline.backend.llamacpp.grammar.CodePoints;
import java.util.List;
import java.util.Optional;

/// A regular expression without anchors, over the characters of a string.
sealed interface Regex {

    /// How long what it matches can be, in code points.
    Range length();

    /// One character of a set that is not empty.
    record One(CodePoints set) implements Regex {
        @Override
        public Range length() {
            return new Range(1, 1);
        }
    }

    /// One after the other; nothing if there are none.
    record Sequence(List<Regex> parts) implements Regex {
        @Override
        public Range length() {
            return parts.stream().map(Regex::length).reduce(new Range(0, 0), Range::plus);
        }
    }

    /// One of them, at least two.
    record Choice(List<Regex> parts) implements Regex {
        @Override
        public Range length() {
            return new Range(
                    parts.stream().mapToInt(part -> part.length().min()).min().orElseThrow(),
                    parts.stream().mapToInt(part -> part.length().max()).max().orElseThrow());
        }
    }

    /// The same again and again.
    record Repeat(Regex part, Range times) implements Regex {
        @Override
        public Range length() {
            return new Range(
                    product(part.length().min(), times.min()),
                    product(part.length().max(), times.max()));
        }

        private static int product(int a, int b) {
            boolean unbounded = a == Range.UNBOUNDED || b == Range.UNBOUNDED;
            return a == 0 || b == 0
                    ? 0
                    : unbounded ? Range.UNBOUNDED : (int) Math.min((long) a * b, Range.UNBOUNDED);
        }
    }

    /// A part of it whose matches all have a length in a range: all such matches where one repeated
    /// part alone decides over the length, some of them else.
    ///
    /// @return empty if there are none, or none that this can find
    default Optional<Regex> within(Range wanted) {
        return wanted.contains(length()) ? Optional.of(this) : Lengths.fit(this, wanted);
    }
}
