package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.Prices;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeteringTest {

    private static final EnergyProfile ASSUMED = new EnergyProfile(15, 0, 400, "assumed: a laptop");

    private final Metering metering = new Metering();

    @Test
    void whatIsAssumedHoldsUntilSomethingWasMeasured() {
        assertThat(metering.of(setup(Tier.DEVICE, ASSUMED))).isEqualTo(ASSUMED);
        metering.busyWatts(OptionalDouble.of(23.5));

        assertThat(metering.of(setup(Tier.DEVICE, ASSUMED)))
                .isEqualTo(new EnergyProfile(23.5, 0, 400, "measured on this device"));
    }

    @Test
    void whatTheOperatorSaysAndOthersMachinesStay() {
        var configured = new EnergyProfile(20, 0, "configured");
        metering.busyWatts(OptionalDouble.of(23.5));

        assertThat(metering.of(setup(Tier.DEVICE, configured))).isEqualTo(configured);
        assertThat(metering.of(setup(Tier.CLOUD, ASSUMED))).isEqualTo(ASSUMED);
    }

    private static BackendSetup setup(Tier tier, EnergyProfile energy) {
        return new BackendSetup(
                "b",
                "fake",
                Map.of(),
                tier,
                new Pricing.Fixed(Prices.FREE),
                new OperatingCost.None(),
                energy,
                0.5);
    }
}
