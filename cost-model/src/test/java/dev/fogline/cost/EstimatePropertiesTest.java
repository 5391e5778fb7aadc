package dev.fogline.cost;

import static dev.fogline.cost.Samples.measured;
import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.Spread;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds of every estimate, whatever was learnt before.
class EstimatePropertiesTest {

    @Property(tries = 300, seed = "1")
    void theRootsOfTheExplanationAreTheEstimate(
            @ForAll("taught") LearningEstimator estimator, @ForAll("cases") Case given) {
        Estimate estimate = given.estimate(estimator);

        assertThat(estimator.explain(given.features(), given.candidate(), 0))
                .extracting(Explanation::value)
                .containsExactly(
                        estimate.firstTokenMillis().median(),
                        estimate.totalMillis().median(),
                        estimate.costUsd().median(),
                        estimate.energyJoules().median(),
                        estimate.quality());
    }

    @Property(tries = 300, seed = "6")
    void everyNumberIsWhatItsFormulaMakesOfItsTerms(
            @ForAll("taught") LearningEstimator estimator, @ForAll("cases") Case given) {
        estimator.explain(given.features(), given.candidate(), 0).forEach(Formulas::check);
    }

    @Property(tries = 300, seed = "7")
    void eachIntervalHoldsItsMedianAndItsEndsAreTold(
            @ForAll("taught") LearningEstimator estimator, @ForAll("cases") Case given) {
        Estimate estimate = given.estimate(estimator);
        List<Explanation> trees = estimator.explain(given.features(), given.candidate(), 0);
        List<Spread> spreads =
                List.of(
                        estimate.firstTokenMillis(),
                        estimate.totalMillis(),
                        estimate.costUsd(),
                        estimate.energyJoules());

        for (int i = 0; i < spreads.size(); i++) {
            List<Explanation> from = trees.get(i).from();
            assertThat(from.get(from.size() - 2).value()).isEqualTo(spreads.get(i).p05());
            assertThat(from.getLast().value()).isEqualTo(spreads.get(i).p95());
        }
    }

    @Property(tries = 100, seed = "8")
    void whatIsSavedComesBackWhateverWasLearnt(@ForAll("taught") LearningEstimator estimator) {
        byte[] saved = estimator.save();

        assertThat(LearningEstimator.load(saved, QualityModel.UNKNOWN).save()).isEqualTo(saved);
    }

    @Property(tries = 300, seed = "2")
    void aLongerQueueNeverMakesItFaster(
            @ForAll("taught") LearningEstimator estimator,
            @ForAll("cases") Case given,
            @ForAll @IntRange(max = 50) int more) {
        var longer =
                new Case(
                        given.characters(),
                        given.output(),
                        given.running(),
                        given.queued() + more,
                        given.slots());

        assertNotLess(longer.estimate(estimator), given.estimate(estimator));
    }

    @Property(tries = 300, seed = "3")
    void aLongerPromptNeverMakesAnythingLess(
            @ForAll("taught") LearningEstimator estimator,
            @ForAll("cases") Case given,
            @ForAll @IntRange(max = 100_000) int more) {
        var longer =
                new Case(
                        given.characters() + more,
                        given.output(),
                        given.running(),
                        given.queued(),
                        given.slots());

        assertNotLess(longer.estimate(estimator), given.estimate(estimator));
    }

    @Property(tries = 300, seed = "4")
    void moreOutputNeverMakesAnythingLess(
            @ForAll("taught") LearningEstimator estimator,
            @ForAll("cases") Case given,
            @ForAll @IntRange(max = 5_000) int more) {
        var longer =
                new Case(
                        given.characters(),
                        given.output() + more,
                        given.running(),
                        given.queued(),
                        given.slots());

        assertNotLess(longer.estimate(estimator), given.estimate(estimator));
    }

    @Property(tries = 300, seed = "5")
    void everyFigureIsFiniteAndNotNegative(
            @ForAll("taught") LearningEstimator estimator, @ForAll("cases") Case given) {
        Estimate estimate = given.estimate(estimator);

        assertThat(figures(estimate))
                .allSatisfy(figure -> assertThat(figure).isFinite().isNotNegative());
    }

    private static void assertNotLess(Estimate more, Estimate less) {
        List<Double> floor = figures(less);
        List<Double> above = figures(more);
        for (int i = 0; i < floor.size(); i++) {
            // rounding of the last digit is no matter
            assertThat(above.get(i)).isGreaterThanOrEqualTo(floor.get(i) * (1 - 1e-12));
        }
    }

    private static List<Double> figures(Estimate estimate) {
        return List.of(
                estimate.firstTokenMillis().median(),
                estimate.firstTokenMillis().p95(),
                estimate.totalMillis().median(),
                estimate.totalMillis().p95(),
                estimate.costUsd().median(),
                estimate.energyJoules().median());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 500_000),
                        Arbitraries.integers().between(1, 5_000),
                        Arbitraries.integers().between(0, 64),
                        Arbitraries.integers().between(0, 500),
                        Arbitraries.of(1, 2, 8, Integer.MAX_VALUE))
                .as(Case::new)
                .edgeCases(EdgeCases.Config::none);
    }

    /// Estimators after none to forty answers, absurd ones among them.
    @Provide
    Arbitrary<LearningEstimator> taught() {
        var answers =
                Combinators.combine(
                                Arbitraries.integers().between(0, 500_000),
                                Arbitraries.integers().between(0, 200_000),
                                Arbitraries.integers().between(0, 10_000),
                                Arbitraries.doubles().between(0, 100_000),
                                Arbitraries.doubles().between(0, 1_000_000))
                        .as(
                                (characters, prompt, output, first, rest) ->
                                        measured(
                                                characters,
                                                Usage.counted(prompt, output),
                                                first,
                                                first + rest));
        return answers.list()
                .ofMaxSize(40)
                .map(
                        all -> {
                            var next = LearningEstimator.withQuality(QualityModel.UNKNOWN);
                            for (var answer : all) {
                                next = next.learn(answer);
                            }
                            return next;
                        })
                .edgeCases(EdgeCases.Config::none);
    }

    record Case(int characters, int output, int running, int queued, int slots) {

        Features features() {
            return Samples.features(characters, new Spread(0.5 * output, output, 2.0 * output));
        }

        Candidate candidate() {
            return Samples.candidate(Tier.DEVICE, node(Readiness.READY, slots, running, queued));
        }

        Estimate estimate(LearningEstimator estimator) {
            return estimator.estimate(features(), candidate(), 0);
        }
    }
}
