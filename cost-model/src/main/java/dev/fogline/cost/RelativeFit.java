package dev.fogline.cost;

import java.util.Arrays;

/// A sum of terms `y = sum of coefficient * x` fitted so that the *relative* error is least, by
/// points of which older ones count less.
///
/// ```
/// minimise  sum of weight * ((y - coefficients · x) / y)²,   every coefficient ≥ 0
/// ```
///
/// Relative errors, because a millisecond matters to an answer of ten and not to one of ten
/// thousand. No coefficient is negative: more work never takes less. Each point multiplies the
/// weight of all earlier ones by [#MEMORY] (exponential forgetting; Haykin, Adaptive Filter Theory,
/// ch. 13). The minimum is approached by a few sweeps over the coefficients, each set to its best
/// given the others (Franc, Hlaváč and Navara, "Sequential coordinate-wise algorithm for the
/// non-negative least squares problem", CAIP 2005), from where they were. A term that no point
/// tells about keeps its proportion to the rest. Immutable; no array is written after construction.
final class RelativeFit {

    /// Forgets half in about 140 points: what a term costs changes slowly, sudden changes are
    /// [Pace]'s (assumed).
    static final double MEMORY = 0.995;

    /// Of each point that an assumption is told by: one real point outweighs them all (assumed).
    private static final double ASSUMED_WEIGHT = 1e-3;

    /// A term whose share of all points, squared and summed, is below this was told nothing about.
    private static final double UNTOLD = 1e-2;

    /// A point that lies lower than this share of what was expected counts by its distance from
    /// that and not by its own size, else a few times near zero would outweigh all others
    /// (assumed).
    private static final double LEAST_SCALE = 0.5;

    private static final int SWEEPS = 12;

    /// Weighted sums of `x[i] * x[j] / y²`, row by row.
    private final double[] gram;

    /// Weighted sums of `x[i] / y`.
    private final double[] moment;

    private final double[] coefficients;

    private RelativeFit(double[] gram, double[] moment, double[] coefficients) {
        this.gram = gram;
        this.moment = moment;
        this.coefficients = coefficients;
    }

    /// Begins with assumed coefficients, told as points that lie on them.
    ///
    /// @param coefficients one per term, ≥ 0
    /// @param points at each of which the assumed sum is above 0
    static RelativeFit assumed(double[] coefficients, double[][] points) {
        int terms = coefficients.length;
        var fit =
                new RelativeFit(new double[terms * terms], new double[terms], coefficients.clone());
        for (double[] x : points) {
            fit = fit.add(x, fit.at(x), fit.at(x), ASSUMED_WEIGHT, 1);
        }
        return new RelativeFit(fit.gram, fit.moment, coefficients.clone());
    }

    int terms() {
        return coefficients.length;
    }

    double coefficient(int term) {
        return coefficients[term];
    }

    double at(double[] x) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * x[i];
        }
        return sum;
    }

    /// @param x one value per term, ≥ 0
    /// @param y above 0
    /// @param weight of this point, ≥ 0; earlier ones have faded to less than 1
    RelativeFit learn(double[] x, double y, double weight) {
        double before = at(x);
        RelativeFit next = add(x, y, Math.max(y, LEAST_SCALE * before), weight, MEMORY).solved();
        return before > 0 ? next.followed(next.at(x) / before) : next;
    }

    /// With the terms that no point tells about moved as the rest was.
    private RelativeFit followed(double by) {
        double[] next = coefficients.clone();
        for (int i = 0; i < next.length; i++) {
            double share = gram[i * next.length + i] * next[i] * next[i];
            next[i] *= share < UNTOLD ? by : 1;
        }
        return new RelativeFit(gram, moment, next);
    }

    /// As if every `y` had been this many times as large: all terms keep their proportions.
    ///
    /// @param by above 0
    /// @param kept share of the weight that the points keep, in (0, 1]
    RelativeFit scaled(double by, double kept) {
        double[] grams = new double[gram.length];
        double[] moments = new double[moment.length];
        double[] scaled = new double[moment.length];
        Arrays.setAll(grams, i -> gram[i] * kept / (by * by));
        Arrays.setAll(moments, i -> moment[i] * kept / by);
        Arrays.setAll(scaled, i -> coefficients[i] * by);
        return new RelativeFit(grams, moments, scaled);
    }

    /// @param scale what the error is taken relative to, above 0
    private RelativeFit add(double[] x, double y, double scale, double weight, double memory) {
        int terms = coefficients.length;
        double[] grams = gram.clone();
        double[] moments = moment.clone();
        for (int i = 0; i < terms; i++) {
            for (int j = 0; j < terms; j++) {
                int at = i * terms + j;
                grams[at] = grams[at] * memory + weight * (x[i] / scale) * (x[j] / scale);
            }
            moments[i] = moments[i] * memory + weight * (x[i] / scale) * (y / scale);
        }
        return new RelativeFit(grams, moments, coefficients);
    }

    private RelativeFit solved() {
        double[] next = coefficients.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < next.length; i++) {
                next[i] = best(i, next);
            }
        }
        return new RelativeFit(gram, moment, next);
    }

    /// Best value of one coefficient given the others; as it was if no point tells about it.
    private double best(int term, double[] given) {
        int row = term * given.length;
        double curvature = gram[row + term];
        if (!(curvature > 0)) {
            return given[term];
        }
        double slope = moment[term];
        for (int j = 0; j < given.length; j++) {
            slope -= gram[row + j] * given[j];
        }
        return Math.max(0, given[term] + slope / curvature);
    }

    void save(SavedBytes.Writer to) {
        to.doubles(gram).doubles(moment).doubles(coefficients);
    }

    static RelativeFit load(SavedBytes.Reader from, int terms) {
        return new RelativeFit(
                from.doubles(terms * terms), from.doubles(terms), from.doubles(terms));
    }
}
