package dev.fogline.cost.cascade;

import dev.fogline.cost.Logistic;
import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.cost.routing.CalibrationError;
import dev.fogline.cost.routing.Discrimination;
import dev.fogline.spi.CascadeRule.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A [DraftModel] fitted to graded drafts, and how well drafts were judged that it had not seen.
///
/// Each stage is tried out on folds it was not made from; what it says of these is what the
/// forecasts are fitted to. Then it is made from all examples. Equal examples in equal order give
/// an equal fit.
///
/// @param model what was fitted
/// @param auc probability that a good draft is judged better at its end than a bad one, 0.5 for
///   chance
/// @param calibrationError of what is said at the end, expected over 15 bins, in [0, 1]
public record DraftFit(DraftModel model, double auc, double calibrationError) {

    /// Drafts that are needed for a stage; a sixth of them a feature (Peduzzi et al., 1996, ask for
    /// ten events a variable of an unpenalised fit).
    public static final int LEAST = 100;

    /// After how many tokens a draft is looked at before its end. Before four nothing is known: the
    /// first tokens are sure of themselves in nearly every answer.
    private static final int[] LOOKS = {4, 8, 16, 32, 64, 128};

    private static final int FOLDS = 4;

    /// What the spans are averaged over.
    private static final double[] THRESHOLDS = {0.2, 0.35, 0.5, 0.65, 0.8};

    /// @param examples at least [#LEAST], in an order that does not follow the grades
    /// @throws IllegalArgumentException if they are too few, or all good or all bad
    public static DraftFit of(List<DraftExample> examples) {
        double[] good = examples.stream().mapToDouble(DraftExample::grade).toArray();
        double sum = Arrays.stream(good).sum();
        if (good.length < LEAST || sum == 0 || sum == good.length) {
            throw new IllegalArgumentException(
                    good.length
                            + " drafts, of which "
                            + sum
                            + " good; at least "
                            + LEAST
                            + " of both kinds are wanted");
        }
        double[] end = tried(DraftStage.END, examples);
        var stages = new ArrayList<DraftStage>();
        for (int tokens : LOOKS) {
            List<Integer> growing = growing(examples, tokens);
            if (growing.size() >= LEAST && mixed(examples, growing)) {
                stages.add(stage(tokens, examples, growing, end));
            }
        }
        stages.add(new DraftStage(DraftStage.END, fitted(DraftStage.END, examples), Forecast.NONE));
        double[] before =
                examples.stream().mapToDouble(one -> DraftFeatures.logit(one.expected())).toArray();
        Forecast outlook = Forecast.of(before, end);
        var unmeasured = new DraftModel(stages, outlook, new DraftModel.Spans(1, 1));
        double[] said = Arrays.stream(end).map(Logistic::sigmoid).toArray();
        return new DraftFit(
                new DraftModel(stages, outlook, spans(unmeasured, examples)),
                Discrimination.auc(said, good),
                CalibrationError.expected(said, good));
    }

    /// The same of one model's answers to graded prompts.
    ///
    /// What was expected of each is what a fit says that has not seen it, in four folds: of prompts
    /// that were learnt from one expects what came, and a rule fitted to that would trust it too
    /// much.
    ///
    /// @param graded in an order that does not follow the grades
    /// @param model of which answers are drafts; a prompt it was not asked does not count
    /// @param tokens of its answers, same order; where it has none the answer does not count
    /// @return empty if the drafts are too few, or all good or all bad
    public static Optional<DraftFit> of(
            List<Graded> graded, String model, List<List<TokenStatistics>> tokens) {
        var drafted = new ArrayList<Integer>();
        for (int i = 0; i < graded.size(); i++) {
            if (!tokens.get(i).isEmpty() && graded.get(i).grades().containsKey(model)) {
                drafted.add(i);
            }
        }
        double sum = drafted.stream().mapToDouble(i -> grade(graded.get(i), model)).sum();
        if (drafted.size() < LEAST || sum == 0 || sum == drafted.size()) {
            return Optional.empty();
        }
        List<QualityModel> unseen = QualityFit.unseen(graded, FOLDS);
        return Optional.of(
                of(
                        drafted.stream()
                                .map(
                                        i ->
                                                new DraftExample(
                                                        unseen.get(i)
                                                                .judge(
                                                                        graded.get(i).terms(),
                                                                        model,
                                                                        0)
                                                                .probability(),
                                                        tokens.get(i),
                                                        grade(graded.get(i), model)))
                                .toList()));
    }

    private static double grade(Graded graded, String model) {
        return Objects.requireNonNull(graded.grades().get(model));
    }

    private static DraftStage stage(
            int tokens, List<DraftExample> examples, List<Integer> growing, double[] end) {
        List<DraftExample> these = growing.stream().map(examples::get).toList();
        double[] ends = growing.stream().mapToDouble(i -> end[i]).toArray();
        return new DraftStage(
                tokens, fitted(tokens, these), Forecast.of(tried(tokens, these), ends));
    }

    private static List<Integer> growing(List<DraftExample> examples, int tokens) {
        var growing = new ArrayList<Integer>();
        for (int i = 0; i < examples.size(); i++) {
            if (examples.get(i).tokens().size() >= tokens) {
                growing.add(i);
            }
        }
        return growing;
    }

    private static boolean mixed(List<DraftExample> examples, List<Integer> chosen) {
        double sum = chosen.stream().mapToDouble(i -> examples.get(i).grade()).sum();
        return sum > 0 && sum < chosen.size();
    }

    private static List<Double> fitted(int tokens, List<DraftExample> examples) {
        double[] weights =
                DenseLogistic.of(
                        rows(tokens, examples),
                        examples.stream().mapToDouble(DraftExample::grade).toArray());
        return Arrays.stream(weights).boxed().toList();
    }

    /// What a stage says of each example that it was not fitted to, as a logit.
    private static double[] tried(int tokens, List<DraftExample> examples) {
        double[] tried = new double[examples.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            var others = new ArrayList<DraftExample>();
            for (int i = 0; i < tried.length; i++) {
                if (i % FOLDS != fold) {
                    others.add(examples.get(i));
                }
            }
            var stage = new DraftStage(tokens, fitted(tokens, others), Forecast.NONE);
            for (int i = fold; i < tried.length; i += FOLDS) {
                tried[i] = stage.logit(examples.get(i).expected(), examples.get(i).tokens());
            }
        }
        return tried;
    }

    private static List<double[]> rows(int tokens, List<DraftExample> examples) {
        return examples.stream()
                .map(
                        one ->
                                DraftFeatures.of(
                                        one.expected(),
                                        one.tokens(),
                                        Math.min(tokens, one.tokens().size())))
                .toList();
    }

    /// Over all examples and several thresholds, without a bound on what is held back.
    private static DraftModel.Spans spans(DraftModel model, List<DraftExample> examples) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (DraftExample example : examples) {
            for (double threshold : THRESHOLDS) {
                var decided = DraftTrial.of(model, example, threshold, Integer.MAX_VALUE);
                int kind = decided.verdict() == Verdict.KEEP ? 1 : 0;
                counts[kind]++;
                sums[kind] += (double) decided.tokens() / Math.max(1, example.tokens().size());
            }
        }
        return new DraftModel.Spans(
                counts[0] == 0 ? 1 : sums[0] / counts[0], counts[1] == 0 ? 1 : sums[1] / counts[1]);
    }
}
