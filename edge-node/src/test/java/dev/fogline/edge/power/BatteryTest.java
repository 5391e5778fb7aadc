package dev.fogline.edge.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatteryTest {

    @TempDir private Path sys;

    @BeforeEach
    void discharged() throws IOException {
        says("status", "Discharging");
    }

    @Test
    void tellsItsPower() throws IOException {
        says("power_now", "12500000");

        assertThat(battery().watts(0)).hasValue(12.5);
    }

    @Test
    void tellsCurrentTimesVoltage() throws IOException {
        says("current_now", "1500000");
        says("voltage_now", "12000000");

        assertThat(battery().watts(0).orElseThrow()).isCloseTo(18, within(1e-9));
    }

    @Test
    void tellsNothingWhileItIsCharged() throws IOException {
        says("power_now", "12500000");
        says("status", "Charging");

        assertThat(battery().watts(0)).isEmpty();
    }

    @Test
    void isFoundWhereThereAreNoCounters() {
        assertThat(PowerSource.find(sys)).get().isInstanceOf(Battery.class);
        assertThat(PowerSource.find(sys.resolve("missing"))).isEmpty();
    }

    private PowerSource battery() {
        return Battery.open(sys.resolve("class/power_supply")).orElseThrow();
    }

    private void says(String file, String text) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("class/power_supply/BAT0"));
        Files.writeString(folder.resolve(file), text + "\n");
    }
}
