package dev.fogline.router.profile;

import static dev.fogline.router.profile.Samples.HERE;
import static dev.fogline.router.profile.Samples.SPEED;
import static dev.fogline.router.profile.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.cost.FileSize;
import dev.fogline.cost.FirstSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSpeedsTest {

    @TempDir private Path dir;

    private static final Map<String, FirstSpeed> SIZE = Map.of("device/small", new FileSize(7));

    private Path model = Path.of("");
    private Profile profile = profile(new FileMark(Path.of("/"), 0, 0));

    @BeforeEach
    void measure() throws IOException {
        model = Files.writeString(dir.resolve("small.gguf"), "weights");
        profile = profile(FileMark.of(model));
    }

    @Test
    void aProfileOfTheFileOnThisMachineHolds() {
        KnownSpeeds known = known(HERE);

        assertThat(known.speeds()).containsExactly(Map.entry("device/small", SPEED));
        assertThat(known.notices()).isEmpty();
    }

    @Test
    void aLinkToTheFileIsTheFile() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link.gguf"), model);

        assertThat(KnownSpeeds.of(List.of(profile), Map.of("device/other", link), HERE).speeds())
                .containsOnlyKeys("device/other");
    }

    @Test
    void anotherMachinesProfileIsSaidAndIgnored() {
        KnownSpeeds known = known(new Device("Slow 1", "amd64", 8, 16L << 30));

        assertThat(known.speeds()).isEqualTo(SIZE);
        assertThat(known.notices())
                .containsExactly(
                        "the profile of device/small was measured on another machine (Fast 9000, amd64, 8"
                                + " processors) and is ignored; fogline calibrate renews it");
    }

    @Test
    void fewerProcessorsAreAnotherMachine() {
        assertThat(known(new Device("Fast 9000", "amd64", 4, 16L << 30)).speeds()).isEqualTo(SIZE);
    }

    @Test
    void moreMemoryIsNot() {
        assertThat(known(new Device("Fast 9000", "amd64", 8, 32L << 30)).speeds())
                .containsValue(SPEED);
    }

    @Test
    void theProfileOfAFileThatWasChangedIsSaidAndIgnored() throws IOException {
        Files.writeString(model, "other weights");

        KnownSpeeds known = known(HERE);

        assertThat(known.speeds()).containsExactly(Map.entry("device/small", new FileSize(13)));
        assertThat(known.notices())
                .containsExactly(
                        "the profile of device/small was measured before the file was changed and is"
                                + " ignored; fogline calibrate renews it");
    }

    @Test
    void ofAModelThatNobodyMeasuredTheSizeIsKnown() {
        assertThat(KnownSpeeds.of(List.of(), Map.of("device/small", model), HERE))
                .isEqualTo(new KnownSpeeds(SIZE, List.of()));
    }

    @Test
    void ofAModelThatIsNotThereNothingIsSaid() {
        KnownSpeeds known =
                KnownSpeeds.of(
                        List.of(profile), Map.of("device/gone", dir.resolve("gone.gguf")), HERE);

        assertThat(known).isEqualTo(KnownSpeeds.NONE);
    }

    private KnownSpeeds known(Device here) {
        return KnownSpeeds.of(List.of(profile), Map.of("device/small", model), here);
    }
}
