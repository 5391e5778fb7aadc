package dev.fogline.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFiguresTest {

    @TempDir private Path root;

    @Test
    void theProcessorIsTheFirstOneNamed() throws IOException {
        say("proc/cpuinfo", "processor\t: 0\nmodel name\t: Fast 9000 @ 2 GHz\nflags\t: fpu\n");
        say("proc/meminfo", "MemTotal:        2048 kB\nMemAvailable:    1024 kB\n");

        var device = new MachineFigures(root).device();

        assertThat(device.processor()).isEqualTo("Fast 9000 @ 2 GHz");
        assertThat(device.memoryBytes()).isEqualTo(2048 * 1024);
        assertThat(device.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whoSaysNothingHasNoName() {
        assertThat(new MachineFigures(root).device().processor()).isEmpty();
    }

    private void say(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
