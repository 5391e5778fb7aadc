package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.answer.Usage;
import org.junit.jupiter.api.Test;

class EnergyTest {

    @Test
    void aDeviceDrawsItsPowerAsLongAsItIsBusy() {
        var laptop = new EnergyProfile(15, 0, "assumed");

        assertThat(Energy.joules(laptop, Usage.counted(100, 20), 2.5)).isEqualTo(37.5);
    }

    @Test
    void aPoolTakesEnergyForEachTokenItComputes() {
        var pool = new EnergyProfile(0, 0.5, "assumed");
        var usage = new Usage(100, 90, 20, 0, Usage.Origin.COUNTED);

        assertThat(Energy.joules(pool, usage, 2.5)).isEqualTo(15); // 10 read anew, 20 generated
    }
}
