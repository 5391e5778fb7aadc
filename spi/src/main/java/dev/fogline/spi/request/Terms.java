package dev.fogline.spi.request;

import java.util.Arrays;

/// What a prompt looks like as a set of hashes: enough to recognise a topic, too little to read the
/// text.
///
/// Three sorts of terms lie in ranges of their own: words and word pairs from 0, pieces of words
/// from [#FIRST_PIECE], marks of the text's shape (how long, how many numbers) from [#FIRST_MARK].
/// Immutable.
public final class Terms {

    /// Hashes lie in [0, BUCKETS); 2^18 as in the field notes on quality.
    public static final int BUCKETS = 1 << 18;

    /// Below are words and word pairs.
    public static final int FIRST_PIECE = 1 << 17;

    /// Below are pieces of words, from here on marks.
    public static final int FIRST_MARK = BUCKETS - 1024;

    /// Marks stand on ladders, one per trait: a prompt has the marks of all rungs that a count in
    /// it reaches, so many at most.
    public static final int RUNGS = 16;

    /// The trait of how many characters a prompt has.
    public static final int LENGTH = 0;

    /// The trait of how many numbers it has.
    public static final int NUMBERS = 1;

    /// No terms.
    public static final Terms NONE = new Terms(new int[0]);

    private final int[] sorted;
    private final int words;
    private final int marks;

    private Terms(int[] sorted) {
        this.sorted = sorted;
        this.words = firstFrom(sorted, FIRST_PIECE);
        this.marks = sorted.length - firstFrom(sorted, FIRST_MARK);
    }

    /// @param buckets in any order, repeats allowed
    /// @throws IllegalArgumentException if one lies outside [0, [#BUCKETS])
    public static Terms of(int... buckets) {
        int[] distinct = distinct(buckets);
        if (distinct.length > 0 && (distinct[0] < 0 || distinct[distinct.length - 1] >= BUCKETS)) {
            throw new IllegalArgumentException("a bucket lies outside [0, " + BUCKETS + ")");
        }
        return new Terms(distinct);
    }

    /// By hand: `IntStream.distinct` boxes every number, and this runs for every request.
    private static int[] distinct(int[] buckets) {
        int[] sorted = buckets.clone();
        Arrays.sort(sorted);
        int length = 0;
        for (int bucket : sorted) {
            if (length == 0 || bucket != sorted[length - 1]) {
                sorted[length++] = bucket;
            }
        }
        return Arrays.copyOf(sorted, length);
    }

    private static int firstFrom(int[] sorted, int bucket) {
        int at = Arrays.binarySearch(sorted, bucket);
        return at >= 0 ? at : -at - 1;
    }

    /// How many distinct terms there are.
    public int size() {
        return sorted.length;
    }

    /// How many of them are words and word pairs: those at [0, words) in ascending order.
    public int words() {
        return words;
    }

    /// How many of them are marks: the last ones in ascending order.
    public int marks() {
        return marks;
    }

    /// How many rungs of a trait's ladder the prompt has reached, in [0, [#RUNGS]].
    ///
    /// @param trait such as [#LENGTH]; its marks begin at [#FIRST_MARK] + trait * [#RUNGS]
    public int rungs(int trait) {
        int first = FIRST_MARK + trait * RUNGS;
        return firstFrom(sorted, first + RUNGS) - firstFrom(sorted, first);
    }

    /// The bucket at a position in ascending order.
    public int bucket(int index) {
        return sorted[index];
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Terms terms && Arrays.equals(sorted, terms.sorted));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "Terms[" + sorted.length + "]";
    }
}
