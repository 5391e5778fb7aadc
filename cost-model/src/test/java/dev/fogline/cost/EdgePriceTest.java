package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.OperatingCost.Device;
import org.junit.jupiter.api.Test;

class EdgePriceTest {

    private static final Device LAPTOP = new Device(0.3, 0.036, "a test");

    @Test
    void aKilowattHourIsThreeAndAHalfMillionJoules() {
        assertThat(EdgePrice.energyUsd(LAPTOP, 3.6e6)).isCloseTo(0.3, within(1e-15));
        // 15 W for 2 s
        assertThat(EdgePrice.energyUsd(LAPTOP, 30)).isCloseTo(2.5e-6, within(1e-18));
    }

    @Test
    void wearIsPaidByTheHourOfWork() {
        assertThat(EdgePrice.wearUsd(LAPTOP, 2)).isCloseTo(2e-5, within(1e-18));
    }
}
