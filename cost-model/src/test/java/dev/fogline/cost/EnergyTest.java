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

    @Test
    void carbonIsToldWhereTheElectricityIsKnown() {
        var coal = new EnergyProfile(15, 0, 900, "assumed");

        assertThat(Energy.gramsCo2(coal, 7.2e6)).hasValue(1_800);
        assertThat(Energy.gramsCo2(new EnergyProfile(15, 0, "assumed"), 7.2e6)).isEmpty();
    }

    /// Figures of the field notes: a 1.5 B model in Q4 on an RTX 4050 takes 34.1 W for 131.7 tokens
    /// a second, a shared 8 B model 0.07 J a token.
    @Test
    void theSharedCloudCanBeGreener() {
        var device = new EnergyProfile(34.1, 0, 400, "arXiv 2603.23640");
        var cloud = new EnergyProfile(0, 0.07, 400, "ML.ENERGY v3");
        var usage = Usage.counted(20, 100);

        double onDevice = Energy.joules(device, usage, 100 / 131.7);
        double inCloud = Energy.joules(cloud, usage, 100 / 131.7);

        assertThat(inCloud).isLessThan(onDevice / 2);
        assertThat(Energy.gramsCo2(cloud, inCloud).getAsDouble())
                .isLessThan(Energy.gramsCo2(device, onDevice).getAsDouble());
    }
}
