package dev.fogline.backend.llamacpp.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.machine.Processors.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessorsTest {

    @TempDir private Path folder;

    @Test
    void readsCoresAndFrequencies() throws IOException {
        processor(0, "0", "0,2", "cpufreq/cpuinfo_max_freq", "5200000");
        processor(1, "1", "1,3", "cpufreq/cpuinfo_max_freq", "4900000");
        processor(2, "0", "0,2", "cpufreq/cpuinfo_max_freq", "5200000");
        Files.createDirectories(folder.resolve("cpufreq")); // none of them

        assertThat(LinuxProcessors.read(folder, 3).all())
                .containsExactlyInAnyOrder(
                        new Processor("0,2", 5_200_000),
                        new Processor("1,3", 4_900_000),
                        new Processor("0,2", 5_200_000));
        assertThat(LinuxProcessors.read(folder, 3).quota()).isEqualTo(3);
    }

    @Test
    void capacityWinsOverFrequency() throws IOException {
        processor(0, "0", "0", "cpu_capacity", "1024");
        processor(0, "0", "0", "cpufreq/cpuinfo_max_freq", "2800000");

        assertThat(LinuxProcessors.read(folder, 1).all()).containsExactly(new Processor("0", 1024));
    }

    @Test
    void withoutSiblingsCoreAndPackageNameIt() throws IOException {
        processor(0, "5", "", "cpu_capacity", "no number");
        Files.delete(folder.resolve("cpu0/topology/thread_siblings_list"));

        assertThat(LinuxProcessors.read(folder, 1).all()).containsExactly(new Processor("0/5", 0));
    }

    @Test
    void oneThatIsOffIsNone() throws IOException {
        processor(0, "0", "0", "cpu_capacity", "1");
        Files.createDirectories(folder.resolve("cpu1"));

        assertThat(LinuxProcessors.read(folder, 2).all()).hasSize(1);
    }

    @Test
    void elsewhereNothingIsTold() {
        assertThat(LinuxProcessors.read(folder.resolve("none"), 6))
                .isEqualTo(new Processors(List.of(), 6));
    }

    @Test
    void thisMachinesThreadsAreWithinItsQuota() {
        int quota = Runtime.getRuntime().availableProcessors();

        assertThat(LinuxProcessors.read(LinuxProcessors.USUAL, quota).computing())
                .isBetween(1, Math.max(1, quota - 1));
    }

    private void processor(int number, String core, String siblings, String file, String speed)
            throws IOException {
        Path processor = folder.resolve("cpu" + number);
        Path topology = Files.createDirectories(processor.resolve("topology"));
        Files.writeString(topology.resolve("core_id"), core + "\n");
        Files.writeString(topology.resolve("physical_package_id"), "0\n");
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
        Path told = processor.resolve(file);
        Files.createDirectories(told.getParent());
        Files.writeString(told, speed + "\n");
    }
}
