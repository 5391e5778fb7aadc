package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import dev.fogline.cost.quality.QualityModel.Known;
import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The steps of a [QualityFit], over the same terms, folds and look-ups for all models.
final class Fitting {

    /// Weight of the L2 penalty; of 1, 2, 3 and 6, none of which was far from the best
    /// (cross-validation on MMLU, with 1,500 to 6,200 labels, and on twelve tasks).
    private static final double PENALTY = 2;

    /// Stretches of the examples that are tried out one after the other.
    static final int FOLDS = 4;

    private final List<Graded> examples;
    private final TermWeights weights;
    private final SparseRows rows;
    private final PromptMemory memory;

    /// Of each example among the others; by fold, its own is left out.
    private final Neighbours[] neighbours;

    /// The first example in memory.
    private final int first;

    Fitting(List<Graded> examples) {
        this.examples = examples;
        List<Terms> prompts = examples.stream().map(Graded::terms).toList();
        weights = TermWeights.of(prompts);
        rows = SparseRows.of(prompts, weights);
        first = Math.max(0, prompts.size() - PromptMemory.MOST_PROMPTS);
        memory = PromptMemory.of(prompts.subList(first, prompts.size()), weights);
        neighbours = new Neighbours[prompts.size()];
        for (int i = 0; i < neighbours.length; i++) {
            int fold = fold(i);
            neighbours[i] =
                    memory.nearest(prompts.get(i), start(fold) - first, start(fold + 1) - first);
        }
    }

    /// Folds are stretches of the examples.
    private int fold(int example) {
        return (int) ((long) example * FOLDS / examples.size());
    }

    private int start(int fold) {
        return Math.ceilDiv(fold * examples.size(), FOLDS);
    }

    QualityFit all() {
        var names = new TreeSet<String>();
        examples.forEach(example -> names.addAll(example.grades().keySet()));
        var models = new TreeMap<String, Known>();
        var heldOut = new TreeMap<String, HeldOut>();
        for (String name : names) {
            one(name, models, heldOut);
        }
        double[] closest = Arrays.stream(neighbours).mapToDouble(Neighbours::closest).toArray();
        var familiarity = Familiarity.of(closest);
        return new QualityFit(new QualityModel(weights, memory, familiarity, models), heldOut);
    }

    private void one(String name, Map<String, Known> models, Map<String, HeldOut> heldOut) {
        double[] good = new double[examples.size()];
        double[] counts = new double[examples.size()];
        float[] remembered = new float[memory.prompts().size()];
        Arrays.fill(remembered, Float.NaN);
        for (int i = 0; i < good.length; i++) {
            Double grade = examples.get(i).grades().get(name);
            if (grade != null) {
                good[i] = grade;
                counts[i] = 1;
                if (i >= first) {
                    remembered[i - first] = grade.floatValue();
                }
            }
        }
        var grades = new Grades(remembered);
        double base = dot(good, counts) / Arrays.stream(counts).sum();
        double[] tried = tried(good, counts, grades, base);
        double[] asked = where(counts, good);
        double[] scores = where(counts, tried);
        Calibration calibration = Calibration.fit(scores, asked);
        double[] calibrated = Arrays.stream(scores).map(calibration::of).toArray();
        heldOut.put(name, HeldOut.of(calibrated, asked));
        models.put(name, new Known(head(good, counts, base), calibration, grades));
    }

    /// What head and memory say on average of each example without having seen its fold.
    private double[] tried(double[] good, double[] counts, Grades grades, double base) {
        double[] tried = new double[good.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            double[] others = counts.clone();
            Arrays.fill(others, start(fold), start(fold + 1), 0);
            double[] scores = rows.times(LogisticFit.of(rows, good, others, PENALTY));
            for (int i = start(fold); i < start(fold + 1); i++) {
                double head = Logistic.sigmoid(scores[i]);
                tried[i] = QualityModel.averaged(head, neighbours[i].mean(grades, base));
            }
        }
        return tried;
    }

    private QualityHead head(double[] good, double[] counts, double base) {
        double[] fitted = LogisticFit.of(rows, good, counts, PENALTY);
        float[] byBucket = new float[Terms.BUCKETS];
        for (int column = 0; column < rows.columns(); column++) {
            byBucket[rows.bucket(column)] = HalfFloats.round((float) fitted[column]);
        }
        return QualityHead.of(base, fitted[rows.columns()], byBucket);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] where(double[] counts, double[] values) {
        double[] chosen = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                chosen[count++] = values[i];
            }
        }
        return Arrays.copyOf(chosen, count);
    }
}
