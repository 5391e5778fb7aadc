package dev.fogline.cost;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.request.Terms;
import java.util.Map;

/// What is known of how good models answer, before they do. Immutable.
///
/// @param heads by model name, as fitted
public record QualityModel(Map<String, QualityHead> heads) {

    /// Nothing was learnt: every candidate is taken at its configured prior.
    public static final QualityModel UNKNOWN = new QualityModel(Map.of());

    public QualityModel {
        heads = Map.copyOf(heads);
    }

    Judgement judge(Terms terms, Candidate candidate) {
        QualityHead head = heads.get(candidate.model().name());
        if (head == null) {
            return new Judgement(
                    candidate.model().qualityPrior(), "configured prior of the model", 0);
        }
        return new Judgement(
                head.probability(terms), "fitted on graded answers", head.familiarity(terms));
    }

    /// @param probability that an answer is good enough, in [0, 1]
    /// @param source where it comes from
    /// @param familiarity share of the prompt's terms that were known, in [0, 1]
    record Judgement(double probability, String source, double familiarity) {

        /// Source and familiarity in a sentence.
        String told() {
            return source + "; " + Math.round(100 * familiarity) + " % of the prompt's terms known";
        }
    }
}
