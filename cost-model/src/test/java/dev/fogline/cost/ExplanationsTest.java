package dev.fogline.cost;

import static dev.fogline.cost.Samples.features;
import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Explanation;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.request.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private final List<Explanation> trees =
            LearningEstimator.withQuality(QualityModel.UNKNOWN)
                    .explain(
                            features(400, new Spread(10, 25, 90)),
                            Samples.device(node(Readiness.COLD, 2, 2, 3)),
                            0);

    @Test
    void thereIsOneTreePerComponent() {
        assertThat(trees)
                .extracting(Explanation::term)
                .containsExactly(
                        "first_token_millis",
                        "total_millis",
                        "cost_usd",
                        "energy_joules",
                        "quality");
    }

    @Test
    void everyNumberIsWhatItsFormulaMakesOfItsTerms() {
        trees.forEach(Formulas::check);
    }

    @Test
    void theFirstTokenIsWaitLoadNetworkAndPrefill() {
        assertThat(trees.get(0).source())
                .isEqualTo("wait_millis + load_millis + rtt_millis + prefill_millis");
        assertThat(trees.get(0).from())
                .extracting(Explanation::term)
                .containsExactly(
                        "wait_millis", "load_millis", "rtt_millis", "prefill_millis", "p05", "p95");
    }

    @Test
    void aLeafSaysWhereItsFigureComesFrom() {
        assertThat(leaf(trees.get(0), "load_millis")).isEqualTo("the model is cold, assumed");
        assertThat(leaf(trees.get(0), "characters")).isEqualTo("the request");
        assertThat(leaf(trees.get(1), "pace"))
                .isEqualTo("times of late over the fitted ones; no drift noticed");
        assertThat(leaf(trees.get(2), "input_usd")).isEqualTo("a test");
        assertThat(leaf(trees.get(3), "busy_watts")).isEqualTo("assumed");
    }

    @Test
    void carbonFollowsWhereTheElectricityIsKnown() {
        var green =
                LearningEstimator.withQuality(QualityModel.UNKNOWN)
                        .explain(
                                features(400, Spread.exactly(25)),
                                Samples.device(new EnergyProfile(10, 0.5, 3.6e6, "metered")),
                                0);

        // a gram a joule
        assertThat(green).hasSize(6);
        assertThat(green.get(5).value()).isCloseTo(green.get(3).value(), within(1e-9));
        green.forEach(Formulas::check);
    }

    @Test
    void qualityNamesItsSource() {
        assertThat(trees.get(4).value()).isEqualTo(0.7);
        assertThat(trees.get(4).source())
                .isEqualTo("configured prior of the model; 0 % like the prompts that were graded");
    }

    private static String leaf(Explanation tree, String term) {
        if (tree.term().equals(term)) {
            return tree.source();
        }
        return tree.from().stream()
                .map(from -> leaf(from, term))
                .filter(source -> !source.isEmpty())
                .findFirst()
                .orElse("");
    }
}
