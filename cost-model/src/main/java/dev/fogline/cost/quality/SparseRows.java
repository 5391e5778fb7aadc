package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;

/// Prompts as the rows of a matrix of which few entries are not zero; the columns are the terms
/// that carry weight. Immutable.
final class SparseRows {

    private final int[] buckets;
    private final int[] starts;
    private final int[] columns;
    private final float[] values;

    private SparseRows(int[] buckets, int[] starts, int[] columns, float[] values) {
        this.buckets = buckets;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    /// @param prompts one per row
    static SparseRows of(List<Terms> prompts, TermWeights weights) {
        int[] columnOf = new int[Terms.BUCKETS];
        int[] starts = new int[prompts.size() + 1];
        for (int row = 0; row < prompts.size(); row++) {
            Terms terms = prompts.get(row);
            starts[row + 1] = starts[row] + terms.size();
            for (int i = 0; i < terms.size(); i++) {
                columnOf[terms.bucket(i)] = weights.knows(terms.bucket(i)) ? 1 : 0;
            }
        }
        int[] buckets = numbered(columnOf);
        int[] columns = new int[starts[prompts.size()]];
        float[] values = new float[columns.length];
        int entry = 0;
        for (int row = 0; row < prompts.size(); row++) {
            Terms terms = prompts.get(row);
            double words = weights.scale(terms);
            double marks = TermWeights.markScale(terms);
            for (int i = 0; i < terms.size(); i++) {
                int bucket = terms.bucket(i);
                if (weights.knows(bucket)) {
                    columns[entry] = columnOf[bucket];
                    values[entry++] =
                            (float)
                                    (bucket >= Terms.FIRST_MARK
                                            ? marks
                                            : words * weights.idf(bucket));
                }
            }
            starts[row + 1] = entry;
        }
        return new SparseRows(
                buckets, starts, Arrays.copyOf(columns, entry), Arrays.copyOf(values, entry));
    }

    /// Numbers the marked buckets in ascending order.
    private static int[] numbered(int[] columnOf) {
        int[] buckets = new int[Terms.BUCKETS];
        int count = 0;
        for (int bucket = 0; bucket < columnOf.length; bucket++) {
            if (columnOf[bucket] > 0) {
                buckets[count] = bucket;
                columnOf[bucket] = count++;
            }
        }
        return Arrays.copyOf(buckets, count);
    }

    int columns() {
        return buckets.length;
    }

    /// The term of a column.
    int bucket(int column) {
        return buckets[column];
    }

    /// @param weights one per column and, last, the bias
    /// @return one score per row
    double[] times(double[] weights) {
        double[] scores = new double[starts.length - 1];
        for (int row = 0; row < scores.length; row++) {
            double score = weights[buckets.length];
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                score += weights[columns[entry]] * values[entry];
            }
            scores[row] = score;
        }
        return scores;
    }

    /// @param factors one per row
    /// @return one sum per column and, last, the sum of the factors
    double[] transposedTimes(double[] factors) {
        double[] sums = new double[buckets.length + 1];
        for (int row = 0; row < factors.length; row++) {
            double factor = factors[row];
            sums[buckets.length] += factor;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                sums[columns[entry]] += factor * values[entry];
            }
        }
        return sums;
    }
}
