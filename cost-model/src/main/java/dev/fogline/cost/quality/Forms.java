package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The forms of the prompts that were learnt from, and how far another one's is from them.
///
/// A form is which of the terms that a fifth of all prompts have a prompt has: the marks of its
/// shape, the words of a template such as "Answer:", and none of its topic. Two forms differ in so
/// many terms (Hamming distance). What is learnt of topics in one form holds for new topics in that
/// form; of prompts in another one, such as questions with choices from essays, it told no more
/// than chance (models learnt from MMLU, judged on twelve other tasks).
///
/// ```
/// familiarity = 1 up to the usual distance, falling to 0 over another quarter of it or 8 terms
/// ```
///
/// The distance is that of the tenth closest prompt; the usual one is what all but one in a hundred
/// of the prompts learnt from keep among themselves. Ten labelled prompts of a new form thus make
/// it familiar. Immutable; looking up allocates one small array.
final class Forms {

    private static final int CLOSEST = 10;

    private static final double LEFT_OUT = 0.01;

    /// So many prompts at most tell what is usual.
    private static final int MOST_ASKED = 1_000;

    /// More common terms would cost more than they tell; the most common ones stay.
    private static final int MOST_TERMS = 512;

    private static final int LEAST_MARGIN = 8;

    /// Ascending.
    private final int[] common;

    /// One bit per common term, prompt by prompt.
    private final long[] bits;

    private final int prompts;
    private final int usual;

    private Forms(int[] common, long[] bits, int prompts, int usual) {
        this.common = common;
        this.bits = bits;
        this.prompts = prompts;
        this.usual = usual;
    }

    static Forms of(List<Terms> prompts, TermWeights weights) {
        int[] common = common(weights);
        int longs = longs(common);
        long[] bits = new long[prompts.size() * longs];
        for (int i = 0; i < prompts.size(); i++) {
            System.arraycopy(form(prompts.get(i), common), 0, bits, i * longs, longs);
        }
        var among = new Forms(common, bits, prompts.size(), 0);
        return new Forms(common, bits, prompts.size(), among.usual());
    }

    private static int[] common(TermWeights weights) {
        return IntStream.range(0, Terms.BUCKETS)
                .filter(weights::isCommon)
                .boxed()
                .sorted(Comparator.comparingDouble(weights::idf))
                .limit(MOST_TERMS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static int longs(int[] common) {
        return Math.ceilDiv(common.length, Long.SIZE);
    }

    /// Both are in ascending order.
    private static long[] form(Terms terms, int[] common) {
        long[] form = new long[longs(common)];
        int at = 0;
        for (int i = 0; i < terms.size() && at < common.length; i++) {
            while (at < common.length && common[at] < terms.bucket(i)) {
                at++;
            }
            if (at < common.length && common[at] == terms.bucket(i)) {
                form[at / Long.SIZE] |= 1L << at;
            }
        }
        return form;
    }

    private int usual() {
        int[] distances =
                IntStream.range(0, Math.min(prompts, MOST_ASKED))
                        .map(i -> (int) ((long) i * prompts / Math.min(prompts, MOST_ASKED)))
                        .map(i -> distance(i, CLOSEST + 1)) // it is the closest to itself
                        .sorted()
                        .toArray();
        return distances.length == 0
                ? 0
                : distances[distances.length - 1 - (int) (LEFT_OUT * distances.length)];
    }

    private int distance(int prompt, int rank) {
        int longs = longs(common);
        return distance(Arrays.copyOfRange(bits, prompt * longs, (prompt + 1) * longs), rank);
    }

    /// In how many common terms a prompt differs from the tenth closest one, or from the farthest
    /// where there are fewer; 0 without any.
    int distance(Terms terms) {
        return distance(form(terms, common), CLOSEST);
    }

    private int distance(long[] form, int rank) {
        int[] counts = new int[common.length + 1];
        for (int prompt = 0; prompt < prompts; prompt++) {
            int differs = 0;
            for (int i = 0; i < form.length; i++) {
                differs += Long.bitCount(form[i] ^ bits[prompt * form.length + i]);
            }
            counts[differs]++;
        }
        int left = Math.min(rank, prompts);
        int distance = 0;
        while (left > counts[distance]) {
            left -= counts[distance++];
        }
        return distance;
    }

    /// @param distance of the prompt, ≥ 0
    /// @return in [0, 1]; 0 for a form of which nothing is known
    double familiarity(int distance) {
        double margin = Math.max(LEAST_MARGIN, usual / 4.0);
        return Math.clamp(1 - (distance - usual) / margin, 0, 1);
    }
}
