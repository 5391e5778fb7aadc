package dev.fogline.edge.cascade;

import dev.fogline.cost.routing.CalibrationError;
import dev.fogline.cost.routing.CurveDifference;
import dev.fogline.cost.routing.CurveDifference.Router;
import dev.fogline.cost.routing.CurveFigures;
import dev.fogline.cost.routing.Discrimination;
import dev.fogline.cost.routing.Routed;
import dev.fogline.edge.door.CommandException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What the test questions say of a cascade beside a router by the prompt alone.
///
/// @param questions that were judged on
/// @param edge accuracy of the edge model
/// @param cloud accuracy of the cloud model
/// @param prompt the router by the prompt alone
/// @param cascade the same with the draft, its drafts for nothing
/// @param oracle the perfect router
/// @param charged the cascade, its drafts paid in dollars, beside the router by the prompt
/// @param chargedInTime the same, paid by the time they take beside the cloud model's
/// @param waste what a draft costs, as a share of the cloud's price for the question
/// @param timeWaste the same in time
/// @param aucPrompt how well right and wrong answers of the edge were told apart before the draft
/// @param aucDraft the same after it
/// @param ece expected calibration error after it
/// @param edgeMillis the edge model takes on average
/// @param cloudMillis the cloud model takes on average
/// @param promptShareForCloud least share of questions in the cloud with which the router by the
///   prompt is as good as the cloud alone
/// @param cascadeShareForCloud the same with the draft
/// @param oracleShareForCloud the same of the perfect router
record CascadeFigures(
        int questions,
        double edge,
        double cloud,
        CurveFigures prompt,
        CurveFigures cascade,
        CurveFigures oracle,
        CurveDifference charged,
        CurveDifference chargedInTime,
        double waste,
        double timeWaste,
        double aucPrompt,
        double aucDraft,
        double ece,
        double edgeMillis,
        double cloudMillis,
        double promptShareForCloud,
        double cascadeShareForCloud,
        double oracleShareForCloud) {

    private static final double NANO_USD_PER_PROMPT_TOKEN = 50;
    private static final double NANO_USD_PER_OUTPUT_TOKEN = 80;
    private static final double WATTS = 15;
    private static final double NANO_USD_PER_JOULE = 0.3e9 / 3.6e6;

    /// The prices of `etc/demo.yaml`, and of the edge's work 15 W at 0.30 USD a kilowatt-hour, as
    /// `etc/fogline.yaml` assumes.
    ///
    /// @throws CommandException if the cloud model is not better on the whole
    static CascadeFigures of(List<Judged> judged, Random random) {
        List<Routed> prompt = each(judged, Judged::byPrompt);
        List<Routed> draft = each(judged, Judged::byDraft);
        List<Routed> oracle = each(judged, Judged::byOracle);
        double edgeMillis = mean(judged, one -> one.examined().edge().millis());
        double cloudMillis = mean(judged, one -> one.examined().cloud().millis());
        double waste =
                WATTS * edgeMillis / 1e3 * NANO_USD_PER_JOULE / mean(judged, CascadeFigures::price);
        double[] right = judged.stream().mapToDouble(Judged::weak).toArray();
        double[] said = judged.stream().mapToDouble(Judged::draft).toArray();
        try {
            return new CascadeFigures(
                    judged.size(),
                    mean(judged, Judged::weak),
                    mean(judged, Judged::strong),
                    CurveFigures.of(prompt, random),
                    CurveFigures.of(draft, random),
                    CurveFigures.of(oracle, random),
                    CurveDifference.of(new Router(draft, waste), new Router(prompt, 0), random),
                    CurveDifference.of(
                            new Router(draft, edgeMillis / cloudMillis),
                            new Router(prompt, 0),
                            random),
                    waste,
                    edgeMillis / cloudMillis,
                    Discrimination.auc(judged.stream().mapToDouble(Judged::edge).toArray(), right),
                    Discrimination.auc(said, right),
                    CalibrationError.expected(said, right),
                    edgeMillis,
                    cloudMillis,
                    shareForCloud(prompt),
                    shareForCloud(draft),
                    shareForCloud(oracle));
        } catch (IllegalArgumentException noGain) {
            throw new CommandException("cannot judge: " + noGain.getMessage(), noGain);
        }
    }

    /// The least share of questions in the cloud with which the accuracy is that of the cloud
    /// alone.
    static double shareForCloud(List<Routed> routed) {
        double[] gains =
                routed.stream()
                        .sorted(Comparator.comparingDouble(Routed::score).reversed())
                        .mapToDouble(one -> one.strong() - one.weak())
                        .toArray();
        double all = Arrays.stream(gains).sum();
        double reached = 0;
        for (int sent = 0; sent < gains.length; sent++) {
            if (reached >= all) {
                return (double) sent / gains.length;
            }
            reached += gains[sent];
        }
        return 1;
    }

    /// Accuracy with so many questions in the cloud, by descending score.
    static double accuracyAt(List<Routed> routed, double share) {
        List<Routed> sorted =
                routed.stream()
                        .sorted(Comparator.comparingDouble(Routed::score).reversed())
                        .toList();
        int sent = (int) Math.round(share * sorted.size());
        return IntStream.range(0, sorted.size())
                .mapToDouble(i -> i < sent ? sorted.get(i).strong() : sorted.get(i).weak())
                .average()
                .orElseThrow();
    }

    private static double price(Judged one) {
        var usage = one.examined().cloud().usage();
        return NANO_USD_PER_PROMPT_TOKEN * usage.promptTokens()
                + NANO_USD_PER_OUTPUT_TOKEN * usage.outputTokens();
    }

    private static List<Routed> each(List<Judged> judged, Function<Judged, Routed> seen) {
        return judged.stream().map(seen).toList();
    }

    private static double mean(List<Judged> judged, ToDoubleFunction<Judged> figure) {
        return judged.stream().mapToDouble(figure).average().orElseThrow();
    }
}
