package dev.fogline.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.Option;
import dev.fogline.spi.Prices;
import dev.fogline.spi.request.Spread;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final String CO2 = "x-fogline-predicted-co2-grams";

    @Test
    void carbonIsToldWhereTheElectricityIsKnown() {
        // 36,000 J are a hundredth of a kilowatt-hour
        assertThat(Figures.predicted("q", option(412.3), "")).containsEntry(CO2, "4.12");
    }

    @Test
    void carbonIsNotToldWhereItIsNot() {
        assertThat(Figures.predicted("q", option(0), "")).doesNotContainKey(CO2);
    }

    private static Option.Single option(double gramsCo2PerKilowattHour) {
        var profile =
                new ModelProfile(
                        "small",
                        Tier.DEVICE,
                        4_096,
                        Set.of(),
                        Prices.FREE,
                        new EnergyProfile(15, 0, gramsCo2PerKilowattHour, "metered"),
                        0.5);
        var estimate =
                new Estimate(
                        Spread.exactly(100),
                        Spread.exactly(1_000),
                        Spread.exactly(0),
                        Spread.exactly(36_000),
                        0.5);
        return new Option.Single(new Candidate("device", profile, NodeState.ready(0)), estimate);
    }
}
