package dev.fogline.cost.drift;

import dev.fogline.cost.quality.ModelIdentity;
import dev.fogline.cost.quality.OnlineQuality;
import dev.fogline.cost.routing.CalibrationError;
import dev.fogline.spi.Observation.Graded;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Routes a stream of prompts as a node would, and learns from what a node would see: the grade of
/// the answer that was given, and of a share of the requests the other one's too.
///
/// The strong model is asked where its answer is expected to be better by more than `price`. The
/// regret of a request is what the better of the two choices would have been worth beyond the one
/// that was made, by the true expectations.
///
/// @param price what the strong model's answer must gain to be worth its cost, in [0, 1)
/// @param shadowShare of requests whose other side is asked too, in [0, 1]
public record DriftTrial(double price, double shadowShare) {

    /// The names under which the two models are learnt.
    public static final ModelIdentity WEAK = ModelIdentity.named("weak");

    public static final ModelIdentity STRONG = ModelIdentity.named("strong");

    /// Nothing is known of a model.
    private static final double PRIOR = 0.5;

    /// One request.
    ///
    /// @param regret ≥ 0
    /// @param grades that it gave, 0 to 2
    public record Step(String topic, double regret, int grades) {}

    /// Whether the stream's grades are learnt from.
    public enum Teaching {
        /// As they come.
        LEARNING,
        /// Not at all.
        FROZEN
    }

    /// @return one per prompt, same order
    public List<Step> run(
            OnlineQuality begun,
            List<DriftPrompt> stream,
            Teaching teaching,
            RandomGenerator random) {
        var steps = new ArrayList<Step>();
        OnlineQuality quality = begun;
        for (DriftPrompt prompt : stream) {
            boolean strong = gain(quality, prompt.terms()) > price;
            boolean both = random.nextDouble() < shadowShare;
            if (teaching == Teaching.LEARNING) {
                quality = strong ? gradeStrong(quality, prompt, 1) : gradeWeak(quality, prompt, 1);
                if (both) { // the other side is seen so rarely that each counts for several
                    double weight = Math.min(Graded.MOST_WEIGHT, 1 / shadowShare);
                    quality =
                            strong
                                    ? gradeWeak(quality, prompt, weight)
                                    : gradeStrong(quality, prompt, weight);
                }
            }
            steps.add(new Step(prompt.topic(), regret(prompt, strong), both ? 2 : 1));
        }
        return List.copyOf(steps);
    }

    private double regret(DriftPrompt prompt, boolean strong) {
        double surplus = prompt.gain() - price;
        return strong ? Math.max(0, -surplus) : Math.max(0, surplus);
    }

    private static double gain(OnlineQuality quality, Terms terms) {
        return probability(quality, terms, STRONG) - probability(quality, terms, WEAK);
    }

    private static double probability(OnlineQuality quality, Terms terms, ModelIdentity model) {
        return quality.judge(terms, model, PRIOR).probability();
    }

    private static OnlineQuality gradeWeak(
            OnlineQuality quality, DriftPrompt prompt, double weight) {
        return quality.learn(graded(WEAK, prompt.terms(), prompt.weak(), weight));
    }

    private static OnlineQuality gradeStrong(
            OnlineQuality quality, DriftPrompt prompt, double weight) {
        return quality.learn(graded(STRONG, prompt.terms(), prompt.strong(), weight));
    }

    private static Graded graded(ModelIdentity model, Terms terms, double grade, double weight) {
        return new Graded(model.name(), model.revision(), PRIOR, terms, grade, weight);
    }

    /// How well probabilities of the weak model's answers come true on a topic.
    ///
    /// @param before expected calibration error before any prompt of the topic was graded, in [0,
    ///   1]
    /// @param after the same after all of `labelled` were
    /// @param byChance what chance alone would make of it, had every probability been true: no fit
    ///   can be expected to do better on so few prompts
    public record Calibrated(double before, double after, double byChance) {}

    /// @param labelled prompts of a topic, both answers graded
    /// @param heldOut others of the topic, at least one
    public static Calibrated calibrated(
            OnlineQuality begun,
            List<DriftPrompt> labelled,
            List<DriftPrompt> heldOut,
            RandomGenerator random) {
        OnlineQuality taught = begun;
        for (DriftPrompt prompt : labelled) {
            taught = gradeStrong(gradeWeak(taught, prompt, 1), prompt, 1);
        }
        double[] good = heldOut.stream().mapToDouble(DriftPrompt::weak).toArray();
        double[] said = said(taught, heldOut);
        return new Calibrated(
                CalibrationError.expected(said(begun, heldOut), good),
                CalibrationError.expected(said, good),
                CalibrationError.byChance(said, random));
    }

    private static double[] said(OnlineQuality quality, List<DriftPrompt> prompts) {
        return prompts.stream()
                .mapToDouble(prompt -> probability(quality, prompt.terms(), WEAK))
                .toArray();
    }
}
