package dev.fogline.cost.quality;

import dev.fogline.cost.Logistic;
import dev.fogline.spi.request.Terms;
import java.util.List;

/// How much harder a prompt of an unknown kind is than the prompts learnt from, by what holds in
/// every kind: the more quantities a question has to put together, and the longer it takes to say
/// how, the fewer models answer it well.
///
/// ```
/// effort = rungs of numbers + rungs of length / 2 where there are two numbers or more, else rungs of numbers
/// p      = sigmoid(logit(base) - SLOPE * (effort - usual effort))
/// ```
///
/// One effort for all models, as in the model of G. Rasch ("Probabilistic Models for Some
/// Intelligence and Attainment Tests", 1960): a model that is better on the whole is so by most
/// where the weaker one begins to fail. Immutable.
///
/// @param usual mean effort of the prompts learnt from, ≥ 0
record Effort(double usual) {

    /// Per rung; what an answer's odds lose within one topic, over the subjects of MMLU (0.13) and
    /// twelve other tasks (0.07). Within tasks of which nothing was learnt, the effort tells right
    /// from wrong answers of a small model with an AUC of 0.55 on average and 0.49 at worst but for
    /// one (0.43); all marks with weights learnt elsewhere, with 0.53.
    private static final double SLOPE = 0.1;

    /// A base rate counts as no surer than this.
    private static final double SURE = 1e-3;

    static Effort of(List<Terms> prompts) {
        return new Effort(prompts.stream().mapToDouble(Effort::of).average().orElse(0));
    }

    private static double of(Terms terms) {
        int numbers = terms.rungs(Terms.NUMBERS);
        return numbers < 2 ? numbers : numbers + terms.rungs(Terms.LENGTH) / 2.0;
    }

    /// @param base share of good answers of a model, in [0, 1]
    /// @return of good answers to such prompts, in [0, 1]
    double expected(double base, Terms terms) {
        return Logistic.sigmoid(Logistic.logit(base, SURE) - SLOPE * (of(terms) - usual));
    }
}
