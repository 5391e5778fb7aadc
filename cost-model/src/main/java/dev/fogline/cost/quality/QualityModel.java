package dev.fogline.cost.quality;

import dev.fogline.spi.request.Terms;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What is known of how good models answer, before they do.
///
/// ```
/// known = calibration((1 - MEMORY) * head + MEMORY * memory)
/// p     = familiarity * known + (1 - familiarity) * expected
/// ```
///
/// `head` is a logistic model of the prompt's terms, `memory` the mean grade of the most similar
/// prompts that were graded: the first generalises over words, the second knows where grades change
/// abruptly. A prompt of which little is known is never judged by extrapolation: what is `expected`
/// then is the base rate, moved by the prompt's [Effort] alone. It is familiar as far as both its
/// topic ([Familiarity]) and its form ([Forms]) are.
///
/// Immutable and for any number of threads; what it looked up last it remembers, which changes no
/// result.
public final class QualityModel {

    /// Share of the memory in the average. Of 0, 0.2, 0.33, 0.5, 0.67 and 1, by cross-validation on
    /// MMLU with 6,200 and 1,500 labels and five pairs of models over twelve tasks: at 0.2 and 0.33
    /// all areas under the gain curve were within 0.006 of the best, elsewhere not.
    private static final double MEMORY = 0.25;

    /// Nothing was learnt: every candidate is taken at its configured prior.
    public static final QualityModel UNKNOWN =
            new QualityModel(
                    TermWeights.of(List.of()),
                    PromptMemory.of(List.of(), TermWeights.of(List.of())),
                    new Familiarity(0),
                    Map.of());

    private final TermWeights weights;
    private final PromptMemory memory;
    private final Familiarity familiarity;
    private final Forms forms;
    private final Effort effort;
    private final NavigableMap<String, Known> models;
    private final NavigableMap<String, String> revisions;
    private final LastLookups lookups;

    /// @param models by name
    QualityModel(
            TermWeights weights,
            PromptMemory memory,
            Familiarity familiarity,
            Map<String, Known> models) {
        this(
                weights,
                memory,
                familiarity,
                Forms.of(memory.prompts(), weights),
                Effort.of(memory.prompts()),
                models,
                Map.of());
    }

    private QualityModel(
            TermWeights weights,
            PromptMemory memory,
            Familiarity familiarity,
            Forms forms,
            Effort effort,
            Map<String, Known> models,
            Map<String, String> revisions) {
        this.weights = weights;
        this.memory = memory;
        this.familiarity = familiarity;
        this.forms = forms;
        this.effort = effort;
        this.models = new TreeMap<>(models);
        this.revisions = new TreeMap<>(revisions);
        this.lookups = new LastLookups(memory, forms);
    }

    /// The same, but it holds for these revisions of its models alone.
    ///
    /// @param revisions by model name, as [dev.fogline.spi.ModelProfile#revision] has them; a model
    ///   that is absent is taken for whatever has its name
    public QualityModel of(Map<String, String> revisions) {
        return new QualityModel(weights, memory, familiarity, forms, effort, models, revisions);
    }

    /// Of which its models are, by name; those nobody knows are absent.
    public Map<String, String> revisions() {
        return Collections.unmodifiableMap(revisions);
    }

    /// What is known of one model.
    ///
    /// @param grades of its answers to the prompts in memory
    record Known(QualityHead head, Calibration calibration, Grades grades) {

        Known with(Reliability reliability) {
            return new Known(
                    head,
                    new Calibration(calibration.offset(), calibration.slope(), reliability),
                    grades);
        }
    }

    /// The models of which something is known, by name.
    public Set<String> models() {
        return Collections.unmodifiableSet(models.keySet());
    }

    /// Share of good answers of a model among all that were graded, in [0, 1].
    ///
    /// @throws IllegalArgumentException if nothing is known of the model
    public double base(String model) {
        return known(model).head().base();
    }

    /// The same of a model of which nobody knows the revision.
    public Judgement judge(Terms terms, String model, double prior) {
        return judge(terms, ModelIdentity.named(model), prior);
    }

    /// @param model that would answer
    /// @param prior what is said of a model of which nothing is known, in [0, 1]
    public Judgement judge(Terms terms, ModelIdentity model, double prior) {
        Known known = models.get(model.name());
        if (known == null) {
            return new Judgement(prior, "configured prior of the model", 0);
        }
        if (model.differs(revisions.getOrDefault(model.name(), ""))) {
            return new Judgement(
                    prior, "configured prior: the quality prior is of another revision", 0);
        }
        double base = known.head().base();
        LastLookups.Found found = lookups.nearest(terms);
        Neighbours neighbours = found.neighbours();
        double head = known.head().score(terms, weights);
        double remembered = neighbours.mean(known.grades(), base);
        double p = known.calibration().of(averaged(head, remembered));
        double familiar =
                familiarity.of(neighbours.closest()) * forms.familiarity(found.formDistance());
        return new Judgement(
                familiar * p + (1 - familiar) * effort.expected(base, terms),
                "fitted on graded answers",
                familiar);
    }

    static double averaged(double head, double remembered) {
        return (1 - MEMORY) * head + MEMORY * remembered;
    }

    /// What the model's head alone says of a prompt: no look-up in memory, and nothing allocated.
    ///
    /// @return in [0, 1], not calibrated
    /// @throws IllegalArgumentException if nothing is known of the model
    public double score(Terms terms, String model) {
        return known(model).head().score(terms, weights);
    }

    private Known known(String model) {
        Known known = models.get(model);
        if (known == null) {
            throw new IllegalArgumentException("nothing is known of the model " + model);
        }
        return known;
    }

    TermWeights weights() {
        return weights;
    }

    PromptMemory memory() {
        return memory;
    }

    Familiarity familiarity() {
        return familiarity;
    }

    NavigableMap<String, Known> known() {
        return Collections.unmodifiableNavigableMap(models);
    }

    /// What is said of one model's answer to a prompt.
    ///
    /// @param probability that the answer is good enough, in [0, 1]
    /// @param source where it comes from
    /// @param familiarity how far the prompt is like those that were learnt from, in [0, 1]; 0 says
    ///   that the probability is a prior
    /// @param grades of answers that moved it since, ≥ 0
    public record Judgement(double probability, String source, double familiarity, int grades) {

        Judgement(double probability, String source, double familiarity) {
            this(probability, source, familiarity, 0);
        }
    }
}
