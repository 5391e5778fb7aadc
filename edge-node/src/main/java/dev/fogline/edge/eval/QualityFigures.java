package dev.fogline.edge.eval;

import dev.fogline.cost.routing.CalibrationError;
import dev.fogline.cost.routing.CurveFigures;
import dev.fogline.cost.routing.Discrimination;
import dev.fogline.cost.routing.Routed;
import dev.fogline.edge.door.CommandException;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// How good judged prompts would have been routed.
///
/// @param rows how many were judged
/// @param router by what was said of both answers
/// @param randomly the same prompts in random order
/// @param oracle by what the answers turned out to be worth
/// @param weak mean grade of the weak model
/// @param strong mean grade of the strong model
/// @param aucWeak how well right and wrong answers of the weak model were told apart
/// @param ece expected calibration error of what was said of the weak model
/// @param eceByChance what that error would be if all that was said were true: chance on so few
///   rows
/// @param unfamiliarShare of prompts that are less like those learnt from, in topic or form, than
///   all but some one in twenty of these are among themselves
record QualityFigures(
        int rows,
        CurveFigures router,
        CurveFigures randomly,
        CurveFigures oracle,
        double weak,
        double strong,
        double aucWeak,
        double ece,
        double eceByChance,
        double unfamiliarShare) {

    /// @param judged at least one
    /// @throws CommandException if the strong model is not better on the whole
    static QualityFigures of(List<JudgedPrompt> judged, Random random) {
        List<Routed> routed = judged.stream().map(JudgedPrompt::routed).toList();
        double[] said = each(judged, prompt -> prompt.weak().probability());
        double[] weak = each(judged, prompt -> prompt.prompt().weak());
        try {
            return new QualityFigures(
                    judged.size(),
                    CurveFigures.of(routed, random),
                    CurveFigures.of(routed.stream().map(one -> one.scored(0)).toList(), random),
                    CurveFigures.of(
                            routed.stream()
                                    .map(one -> one.scored(one.strong() - one.weak()))
                                    .toList(),
                            random),
                    mean(weak),
                    mean(each(judged, prompt -> prompt.prompt().strong())),
                    Discrimination.auc(said, weak),
                    CalibrationError.expected(said, weak),
                    CalibrationError.byChance(said, random),
                    mean(each(judged, prompt -> prompt.unfamiliar() ? 1 : 0)));
        } catch (IllegalArgumentException noGain) {
            throw new CommandException("cannot judge: " + noGain.getMessage(), noGain);
        }
    }

    /// Oracle-normalised gain: the router's area beyond chance as a share of the oracle's.
    double normalisedGain() {
        return (router.area() - 0.5) / (oracle.area() - 0.5);
    }

    private static double[] each(List<JudgedPrompt> judged, ToDoubleFunction<JudgedPrompt> figure) {
        return judged.stream().mapToDouble(figure).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
