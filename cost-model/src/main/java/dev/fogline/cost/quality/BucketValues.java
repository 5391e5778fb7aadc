package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.BitSet;

/// Two numbers per bucket of [Terms], most of them 0. Immutable: a changed copy shares all pages
/// but those that changed.
final class BucketValues {

    /// Of a size at which a long prompt's few hundred terms copy some hundred kilobytes.
    private static final int PAGE_BUCKETS = 64;

    private static final float[] ZEROS = new float[2 * PAGE_BUCKETS];

    /// All 0.
    static final BucketValues NONE = none();

    /// Each holds the first and the second number of its buckets in turn.
    private final float[][] pages;

    private BucketValues(float[][] pages) {
        this.pages = pages;
    }

    private static BucketValues none() {
        float[][] pages = new float[Terms.BUCKETS / PAGE_BUCKETS][];
        Arrays.fill(pages, ZEROS);
        return new BucketValues(pages);
    }

    float first(int bucket) {
        return pages[bucket / PAGE_BUCKETS][2 * (bucket % PAGE_BUCKETS)];
    }

    float second(int bucket) {
        return pages[bucket / PAGE_BUCKETS][2 * (bucket % PAGE_BUCKETS) + 1];
    }

    /// A copy to be changed.
    Changes changes() {
        return new Changes(this);
    }

    /// Used by one thread.
    static final class Changes {

        private final float[][] pages;
        private final BitSet ours = new BitSet();

        private Changes(BucketValues from) {
            this.pages = from.pages.clone();
        }

        void set(int bucket, float first, float second) {
            int page = bucket / PAGE_BUCKETS;
            if (!ours.get(page)) {
                pages[page] = pages[page].clone();
                ours.set(page);
            }
            pages[page][2 * (bucket % PAGE_BUCKETS)] = first;
            pages[page][2 * (bucket % PAGE_BUCKETS) + 1] = second;
        }

        BucketValues done() {
            return new BucketValues(pages);
        }
    }

    /// The buckets that are not 0, each behind its distance from the one before.
    void write(BytesOut out) {
        int filled = 0;
        for (int bucket = 0; bucket < Terms.BUCKETS; bucket++) {
            filled += isFilled(bucket) ? 1 : 0;
        }
        out.count(filled);
        int before = 0;
        for (int bucket = 0; bucket < Terms.BUCKETS; bucket++) {
            if (isFilled(bucket)) {
                out.count(bucket - before);
                out.single(first(bucket));
                out.single(second(bucket));
                before = bucket;
            }
        }
    }

    private boolean isFilled(int bucket) {
        return first(bucket) != 0 || second(bucket) != 0;
    }

    static BucketValues read(BytesIn in) {
        Changes changes = NONE.changes();
        int filled = in.length();
        int bucket = 0;
        for (int i = 0; i < filled; i++) {
            bucket += in.count();
            float first = in.single();
            float second = in.single();
            if (bucket >= Terms.BUCKETS || !Float.isFinite(first) || !(second >= 0)) {
                throw new IllegalArgumentException("bucket " + bucket + " of what was learnt");
            }
            changes.set(bucket, first, second);
        }
        return changes.done();
    }
}
