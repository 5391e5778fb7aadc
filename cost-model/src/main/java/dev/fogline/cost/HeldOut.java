package dev.fogline.cost;

import dev.fogline.cost.QualityFit.Graded;
import java.util.ArrayList;
import java.util.List;

/// How well a fit of given penalty predicts answers it was not fitted to, by cross-validation over
/// five folds.
///
/// Example `i` belongs to fold `i % 5`, so equal examples in equal order give equal figures.
///
/// @param penalty that was tried
/// @param logLoss mean of `-ln p` of what happened, ≥ 0; less is better
/// @param auc probability that a good answer is scored above a bad one, 0.5 for chance; ties count
///   half
public record HeldOut(double penalty, double logLoss, double auc) {

    private static final int FOLDS = 5;
    private static final double SURE = 1e-9;

    /// @param examples at least as many as folds
    public static HeldOut of(List<Graded> examples, double penalty) {
        if (examples.size() < FOLDS) {
            throw new IllegalArgumentException(
                    examples.size() + " examples are fewer than " + FOLDS + " folds");
        }
        var scored = new ArrayList<Scored>();
        for (int fold = 0; fold < FOLDS; fold++) {
            var fitted = new ArrayList<Graded>();
            var held = new ArrayList<Graded>();
            for (int i = 0; i < examples.size(); i++) {
                (i % FOLDS == fold ? held : fitted).add(examples.get(i));
            }
            QualityHead head = QualityFit.fit(fitted, penalty);
            held.forEach(
                    graded ->
                            scored.add(
                                    new Scored(head.probability(graded.terms()), graded.good())));
        }
        return new HeldOut(penalty, logLoss(scored), auc(scored));
    }

    private record Scored(double probability, double good) {}

    private static double logLoss(List<Scored> scored) {
        return scored.stream()
                .mapToDouble(
                        one -> {
                            double p = Math.clamp(one.probability(), SURE, 1 - SURE);
                            return -(one.good() * Math.log(p) + (1 - one.good()) * Math.log(1 - p));
                        })
                .average()
                .orElseThrow();
    }

    private static double auc(List<Scored> scored) {
        double above = 0;
        double pairs = 0;
        for (Scored good : scored) {
            for (Scored bad : scored) {
                if (good.good() > 0.5 && bad.good() <= 0.5) {
                    pairs++;
                    above += (Math.signum(good.probability() - bad.probability()) + 1) / 2;
                }
            }
        }
        return pairs == 0 ? 0.5 : above / pairs;
    }
}
