package dev.fogline.edge.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.online.Target.Door;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PinningTest {

    private static final Path LAUNCHER = Path.of("/opt/bin/fogline");

    @Test
    void eachNodeHasHalfOfTheProcessors() {
        var five = new Pinning(5, true);

        assertThat(five.command(Door.EDGE, LAUNCHER))
                .containsExactly("taskset", "-c", "0-1", "/opt/bin/fogline");
        assertThat(five.command(Door.CLOUD, LAUNCHER))
                .containsExactly("taskset", "-c", "2-4", "/opt/bin/fogline");
    }

    @Test
    void whoCannotPinSharesThem() {
        assertThat(new Pinning(8, false).command(Door.EDGE, LAUNCHER))
                .containsExactly("/opt/bin/fogline");
    }
}
