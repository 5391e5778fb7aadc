package dev.fogline.edge.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowercapTest {

    private static final long SECOND = 1_000_000_000;

    @TempDir private Path sys;

    @Test
    void tellsTheMeanOfAllPackagesSinceTheCallBefore() throws IOException {
        energy("intel-rapl:0", 1_000_000);
        energy("intel-rapl:0:0", 5); // a part of the first
        energy("intel-rapl:1", 7_000_000);
        PowerSource powercap = Powercap.open(sys).orElseThrow();

        assertThat(powercap.watts(SECOND)).isEmpty();
        energy("intel-rapl:0", 31_000_000);
        energy("intel-rapl:1", 17_000_000);

        assertThat(powercap.watts(3 * SECOND)).hasValue(20); // 40 J in 2 s
    }

    @Test
    void aCounterThatBeginsAnewGoesOn() throws IOException {
        energy("intel-rapl:0", 95_000_000);
        Files.writeString(sys.resolve("intel-rapl:0/max_energy_range_uj"), "100000000\n");
        PowerSource powercap = Powercap.open(sys).orElseThrow();

        powercap.watts(SECOND);
        energy("intel-rapl:0", 5_000_000);

        assertThat(powercap.watts(2 * SECOND)).hasValue(10);
    }

    @Test
    void isNoSourceWhereNothingIsTold() throws IOException {
        assertThat(Powercap.open(sys)).isEmpty();
        assertThat(Powercap.open(sys.resolve("missing"))).isEmpty();
        Files.createDirectory(sys.resolve("intel-rapl:0")); // as for one who may not read it

        assertThat(Powercap.open(sys)).isEmpty();
    }

    private void energy(String folder, long microjoules) throws IOException {
        Path made = Files.createDirectories(sys.resolve(folder));
        Files.writeString(made.resolve("energy_uj"), microjoules + "\n");
    }
}
