package dev.fogline.edge.learn;

import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.router.PolicyBook;
import dev.fogline.router.PolicyTrial;
import dev.fogline.spi.Assessment.Eligible;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How much quality at which share of prompts sent to the strong model, and at what cost.
///
/// What is expected of a prompt is what a fit to two thirds of the others says of it, so no prompt
/// is judged by a fit that knew its answer.
///
/// Immutable.
final class Frontier {

    private static final int FOLDS = 3;
    private static final int STEPS = 20;
    private static final EnergyProfile UNMETERED = new EnergyProfile(0, 0, "not measured");

    private final List<Prompted> prompts;
    private final List<Judged> judged;

    private Frontier(List<Prompted> prompts, List<Judged> judged) {
        this.prompts = prompts;
        this.judged = judged;
    }

    /// A prompt with what both sides answered.
    record Prompted(String text, Graded graded, Asked weak, Asked strong) {}

    /// What is expected of both answers.
    private record Judged(double weak, double strong) {

        double gain() {
            return strong - weak;
        }
    }

    /// One way to share the prompts out.
    ///
    /// @param name of the policy, or empty
    /// @param cloudShare of prompts that the strong model answers, in [0, 1]
    /// @param quality mean grade, in [0, 1]
    /// @param costUsd mean per prompt
    record Point(String name, double cloudShare, double quality, double costUsd) {}

    /// The two models that prompts are shared out between.
    record Pair(Side weak, Side strong) {}

    /// @param prompts in random order, at least 24
    static Frontier of(List<Prompted> prompts, Pair pair) {
        List<Graded> graded = prompts.stream().map(Prompted::graded).toList();
        List<QualityModel> unseen = QualityFit.unseen(graded, FOLDS);
        var judged = new ArrayList<Judged>();
        for (int i = 0; i < graded.size(); i++) {
            var terms = graded.get(i).terms();
            judged.add(
                    new Judged(
                            unseen.get(i).judge(terms, pair.weak().name(), 0).probability(),
                            unseen.get(i).judge(terms, pair.strong().name(), 0).probability()));
        }
        return new Frontier(prompts, judged);
    }

    /// By rising share, in steps of a twentieth.
    List<Point> curve() {
        List<Integer> order =
                IntStream.range(0, prompts.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -judged.get(i).gain()))
                        .toList();
        var points = new ArrayList<Point>();
        for (int step = 0; step <= STEPS; step++) {
            int sent = (int) Math.round((double) step * prompts.size() / STEPS);
            var strong = new boolean[prompts.size()];
            order.subList(0, sent).forEach(i -> strong[i] = true);
            points.add(point("", strong));
        }
        return List.copyOf(points);
    }

    /// What each policy does with the prompts, in the order of their names. Times and costs are
    /// expected as they were in the middle, for the prompts are not known before.
    List<Point> policies(PolicyBook book, Pair pair) {
        Usual weak = usual(pair.weak(), Tier.DEVICE, Prompted::weak);
        Usual strong = usual(pair.strong(), Tier.CLOUD, Prompted::strong);
        var trial = new PolicyTrial(book);
        var points = new ArrayList<Point>();
        for (String policy : new TreeSet<>(book.policies().keySet())) {
            var sent = new boolean[prompts.size()];
            for (int i = 0; i < sent.length; i++) {
                List<Eligible> figures =
                        List.of(weak.of(judged.get(i).weak()), strong.of(judged.get(i).strong()));
                sent[i] = tier(trial, policy, prompts.get(i).text(), figures) == Tier.CLOUD;
            }
            points.add(point(policy, sent));
        }
        return List.copyOf(points);
    }

    /// A policy that answers nobody leaves the prompt to the device.
    private static Tier tier(
            PolicyTrial trial, String policy, String text, List<Eligible> figures) {
        Decision decision =
                trial.decide(policy, InferenceRequest.chat("learn", "auto", text), figures);
        return decision instanceof Decision.Route route
                        && route.order().getFirst() instanceof Option.Single single
                ? single.candidate().model().tier()
                : Tier.DEVICE;
    }

    /// What one side usually takes.
    private record Usual(
            Candidate candidate, double firstTokenMillis, double totalMillis, double costUsd) {

        Eligible of(double quality) {
            return new Eligible(
                    candidate,
                    new Estimate(
                            Spread.exactly(firstTokenMillis),
                            Spread.exactly(Math.max(firstTokenMillis, totalMillis)),
                            Spread.exactly(costUsd),
                            Spread.exactly(0),
                            quality));
        }
    }

    private Usual usual(Side side, Tier tier, Function<Prompted, Asked> asked) {
        var profile =
                new ModelProfile(
                        side.name(),
                        tier,
                        ServedModel.UNKNOWN_CONTEXT,
                        EnumSet.allOf(Ability.class),
                        side.prices(),
                        UNMETERED,
                        0);
        String backend = tier.name().toLowerCase(Locale.ROOT);
        return new Usual(
                new Candidate(backend, profile, NodeState.ready(0)),
                median(asked, Asked::firstTokenMillis),
                median(asked, Asked::totalMillis),
                prompts.stream().map(asked).mapToDouble(Asked::costUsd).average().orElse(0));
    }

    private double median(Function<Prompted, Asked> asked, ToDoubleFunction<Asked> millis) {
        double[] sorted = prompts.stream().map(asked).mapToDouble(millis).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Point point(String name, boolean[] strong) {
        double sent = 0;
        double quality = 0;
        double cost = 0;
        for (int i = 0; i < strong.length; i++) {
            Asked asked = strong[i] ? prompts.get(i).strong() : prompts.get(i).weak();
            sent += strong[i] ? 1 : 0;
            quality += asked.grade();
            cost += asked.costUsd();
        }
        int n = strong.length;
        return new Point(name, sent / n, quality / n, cost / n);
    }
}
