package dev.fogline.spi.request;

import java.util.Arrays;

/// The words and word pairs of a prompt as a set of hashes: enough to recognise a topic, too little
/// to read the text.
public final class Terms {

    /// Hashes lie in [0, BUCKETS); 2^18 as in the field notes on quality.
    public static final int BUCKETS = 1 << 18;

    /// No terms.
    public static final Terms NONE = new Terms(new int[0]);

    private final int[] sorted;

    private Terms(int[] sorted) {
        this.sorted = sorted;
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

    /// How many distinct terms there are.
    public int size() {
        return sorted.length;
    }

    /// The bucket at a position in ascending order.
    public int bucket(int index) {
        return sorted[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Terms terms && Arrays.equals(sorted, terms.sorted);
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
