package dev.fogline.backend.llamacpp.grammar;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/// An immutable set of Unicode code points.
public final class CodePoints {

    /// The largest code point.
    public static final int MAX = Character.MAX_CODE_POINT;

    /// Every code point that a text may hold: all but the halves of surrogate pairs.
    public static final CodePoints ALL =
            new CodePoints(
                    new int[] {0, Character.MIN_SURROGATE - 1, Character.MAX_SURROGATE + 1, MAX});

    public static final CodePoints NONE = new CodePoints(new int[0]);

    /// Pairs of first and last, ascending, with gaps between them.
    private final int[] ranges;

    /// One bit for each of the first 128 code points, which most texts consist of.
    private final long low;

    private final long high;

    private CodePoints(int[] ranges) {
        this.ranges = ranges;
        this.low = bits(ranges, 0);
        this.high = bits(ranges, Long.SIZE);
    }

    public static CodePoints of(int codePoint) {
        return range(codePoint, codePoint);
    }

    /// Both ends included.
    public static CodePoints range(int first, int last) {
        if (first < 0 || last > MAX || first > last) {
            throw new IllegalArgumentException("no code points from " + first + " to " + last);
        }
        return new CodePoints(new int[] {first, last});
    }

    /// Those of a text.
    public static CodePoints in(String text) {
        CodePoints all = NONE;
        for (PrimitiveIterator.OfInt each = text.codePoints().iterator(); each.hasNext(); ) {
            all = all.or(of(each.nextInt()));
        }
        return all;
    }

    public boolean contains(int codePoint) {
        if (codePoint < Long.SIZE) {
            return (low >>> codePoint & 1) != 0;
        }
        if (codePoint < 2 * Long.SIZE) {
            return (high >>> (codePoint - Long.SIZE) & 1) != 0;
        }
        return intersects(codePoint, codePoint);
    }

    /// Whether it holds one of the code points from `first` to `last`.
    public boolean intersects(int first, int last) {
        int from = 0;
        int to = ranges.length / 2;
        while (from < to) { // the first range that does not end before `first`
            int middle = (from + to) >>> 1;
            if (ranges[2 * middle + 1] < first) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return 2 * from < ranges.length && ranges[2 * from] <= last;
    }

    public CodePoints or(CodePoints other) {
        return merged(other, 1);
    }

    public CodePoints and(CodePoints other) {
        return merged(other, 2);
    }

    /// Those of [#ALL] that are not in this set.
    public CodePoints not() {
        var gaps = IntStream.builder();
        int next = 0;
        for (int at = 0; at < ranges.length; at += 2) {
            if (ranges[at] > next) {
                gaps.add(next).add(ranges[at] - 1);
            }
            next = ranges[at + 1] + 1;
        }
        if (next <= MAX) {
            gaps.add(next).add(MAX);
        }
        return new CodePoints(gaps.build().toArray()).and(ALL);
    }

    /// Whether it holds one code point only.
    public boolean isSingle() {
        return ranges.length == 2 && ranges[0] == ranges[1];
    }

    public boolean isEmpty() {
        return ranges.length == 0;
    }

    /// Pairs of first and last code point, ascending.
    public int[] ranges() {
        return ranges.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints points && Arrays.equals(ranges, points.ranges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ranges);
    }

    /// As a GBNF character class.
    @Override
    public String toString() {
        return Gbnf.oneOf(this);
    }

    /// The code points that are in at least `needed` of the two.
    private CodePoints merged(CodePoints other, int needed) {
        var all = IntStream.builder();
        int mine = 0;
        int others = 0;
        int depth = 0;
        while (mine < ranges.length || others < other.ranges.length) {
            boolean takeMine =
                    others == other.ranges.length
                            || (mine < ranges.length
                                    && edge(ranges, mine) <= edge(other.ranges, others));
            int index = takeMine ? mine++ : others++;
            int at = edge(takeMine ? ranges : other.ranges, index);
            int before = depth;
            depth += index % 2 == 0 ? 1 : -1;
            if (before < needed && depth >= needed) {
                all.add(at);
            } else if (before >= needed && depth < needed) {
                all.add(at - 1);
            }
        }
        return joined(all.build().toArray());
    }

    /// Where a range begins, or the first code point behind it.
    private static int edge(int[] ranges, int index) {
        return ranges[index] + index % 2;
    }

    /// Without the seams where one range ends right before the next, and without empty ranges.
    private static CodePoints joined(int[] pairs) {
        int[] joined = new int[pairs.length];
        int length = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at] > pairs[at + 1]) {
                continue;
            }
            if (length > 0 && joined[length - 1] + 1 >= pairs[at]) {
                joined[length - 1] = Math.max(joined[length - 1], pairs[at + 1]);
            } else {
                joined[length++] = pairs[at];
                joined[length++] = pairs[at + 1];
            }
        }
        return new CodePoints(Arrays.copyOf(joined, length));
    }

    private static long bits(int[] ranges, int from) {
        long bits = 0;
        for (int at = 0; at < ranges.length; at += 2) {
            for (int i = Math.max(ranges[at], from);
                    i <= Math.min(ranges[at + 1], from + 63);
                    i++) {
                bits |= 1L << (i - from);
            }
        }
        return bits;
    }
}
