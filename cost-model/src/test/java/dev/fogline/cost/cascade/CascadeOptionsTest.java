package dev.fogline.cost.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.cascade.DraftModel.Prospect;
import dev.fogline.cost.cascade.DraftModel.Spans;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.request.Spread;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CascadeOptionsTest {

    private static final Estimate DRAFT =
            new Estimate(
                    new Spread(5, 10, 20),
                    new Spread(50, 110, 220),
                    Spread.exactly(0),
                    new Spread(1, 2, 4),
                    0.6);
    private static final Estimate NEXT =
            new Estimate(
                    new Spread(40, 50, 60),
                    new Spread(100, 200, 300),
                    new Spread(0.01, 0.02, 0.03),
                    Spread.exactly(10),
                    0.9);

    /// A quarter is handed over after half of the draft: at 60 ms of 110.
    @Test
    void everyAmountIsExpectedOverBothEndings() {
        Estimate both =
                CascadeOptions.estimate(new Spans(0.5, 1), new Prospect(0.25, 0.8), DRAFT, NEXT);

        assertThat(both.firstTokenMillis().median()).isEqualTo(0.75 * 110 + 0.25 * (60 + 50));
        assertThat(both.totalMillis().median()).isEqualTo(0.75 * 110 + 0.25 * (60 + 200));
        assertThat(both.costUsd().median()).isCloseTo(0.25 * 0.02, within(1e-15));
        assertThat(both.energyJoules().median())
                .isCloseTo(0.75 * 2 + 0.25 * (2 * 60 / 110.0 + 10), within(1e-12));
        assertThat(both.quality()).isCloseTo(0.75 * 0.8 + 0.25 * 0.9, within(1e-12));
        assertThat(both.totalMillis().p05()).isEqualTo(50);
        assertThat(both.totalMillis().p95()).isEqualTo(120 + 300);
    }

    @Test
    void whatHardlyHappensIsNotInTheInterval() {
        Estimate both =
                CascadeOptions.estimate(new Spans(0.5, 1), new Prospect(0.04, 0.8), DRAFT, NEXT);

        assertThat(both.totalMillis().p95()).isEqualTo(220);
        assertThat(both.costUsd().p95()).isEqualTo(0.04 * 0.02);
    }

    @Test
    void theMoreIsHandedOverTheMoreItCosts() {
        List<Option.Cascade> cascades =
                models().cascades(option("small", DRAFT), option("cloud", NEXT), 32);

        assertThat(cascades).hasSizeGreaterThan(3);
        for (int i = 1; i < cascades.size(); i++) {
            Option.Cascade less = cascades.get(i - 1);
            Option.Cascade more = cascades.get(i);
            assertThat(more.rule().handOver()).isGreaterThanOrEqualTo(less.rule().handOver());
            assertThat(more.estimate().costUsd().median())
                    .isGreaterThanOrEqualTo(less.estimate().costUsd().median());
        }
        assertThat(cascades)
                .allSatisfy(
                        one -> {
                            assertThat(one.rule().handOver()).isStrictlyBetween(0.0, 1.0);
                            assertThat(one.holdTokens()).isEqualTo(32);
                            assertThat(one.rule().alternatives()).isEqualTo(5);
                        });
    }

    @Test
    void withoutWhatWasLearntThereIsNone() {
        assertThat(models().cascades(option("other", DRAFT), option("cloud", NEXT), 32)).isEmpty();
        assertThat(DraftModels.NONE.cascades(option("small", DRAFT), option("cloud", NEXT), 32))
                .isEmpty();
    }

    private static DraftModels models() {
        DraftModel fit = DraftFit.of(Drafts.drawn(400, 12)).model();
        return new DraftModels(List.of(new LearntDrafts("small", "r", fit)));
    }

    private static Option.Single option(String model, Estimate estimate) {
        var profile =
                new ModelProfile(
                        model,
                        Tier.DEVICE,
                        1_000,
                        Set.of(),
                        Prices.FREE,
                        new OperatingCost.None(),
                        new EnergyProfile(0, 0, "none"),
                        0.5,
                        "r");
        return new Option.Single(new Candidate("a", profile, NodeState.ready(0)), estimate);
    }
}
