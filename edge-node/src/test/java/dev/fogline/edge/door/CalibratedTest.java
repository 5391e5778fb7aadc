package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.MeasuredSpeed;
import dev.fogline.edge.config.NodeConfig;
import dev.fogline.edge.config.NodeConfigReader;
import dev.fogline.edge.config.NodeKind;
import dev.fogline.edge.config.Overrides;
import dev.fogline.router.profile.Device;
import dev.fogline.router.profile.FileMark;
import dev.fogline.router.profile.KnownSpeeds;
import dev.fogline.router.profile.Profile;
import dev.fogline.router.profile.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedTest {

    private static final Device HERE = new Device("Fast 9000", "amd64", 8, 16L << 30);
    private static final MeasuredSpeed SPEED =
            new MeasuredSpeed(5, 1, List.of(new MeasuredSpeed.Batch(1, 50)), 300);

    @TempDir private Path dir;

    @Test
    void whatWasMeasuredOfAServedFileIsKnown() throws IOException {
        Path model = Files.writeString(dir.resolve("small.gguf"), "weights");
        new ProfileFile(dir)
                .keep(
                        new Profile(
                                "small",
                                FileMark.of(model),
                                HERE,
                                Instant.EPOCH,
                                "by hand",
                                SPEED,
                                100));

        assertThat(Calibrated.of(config(model), HERE).speeds())
                .containsExactly(Map.entry("device/small", SPEED));
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndSpeedsAreAssumed() throws IOException {
        Files.writeString(dir.resolve("profiles.json"), "[]");

        KnownSpeeds known = Calibrated.of(config(dir.resolve("small.gguf")), HERE);

        assertThat(known.speeds()).isEmpty();
        assertThat(known.notices())
                .singleElement()
                .asString()
                .endsWith("profiles.json holds no profiles of format 1; speeds are assumed");
    }

    private NodeConfig config(Path model) {
        return new NodeConfigReader(NodeKind.EDGE, Map.of(), dir)
                .read(
                        new Overrides(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(model),
                                Optional.of(dir),
                                Optional.empty(),
                                Optional.empty()));
    }
}
