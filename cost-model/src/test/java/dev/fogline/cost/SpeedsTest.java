package dev.fogline.cost;

import static dev.fogline.cost.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.answer.Usage;
import org.junit.jupiter.api.Test;

class SpeedsTest {

    private static final Speeds DEVICE = Speeds.assumed(Tier.DEVICE);

    @Test
    void aDeviceIsAssumedAtWhatWasMeasured() {
        assertThat(DEVICE.promptTokens().at(400)).isCloseTo(108, within(1e-9));
        assertThat(DEVICE.firstToken().at(108)).isCloseTo(455, within(1e-9));
        assertThat(DEVICE.decode().at(24)).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void aCloudIsAssumedFarAwayAndFast() {
        Speeds cloud = Speeds.assumed(Tier.CLOUD);

        assertThat(cloud.firstToken().at(100)).isCloseTo(320, within(1e-9));
        assertThat(cloud.decode().at(100)).isCloseTo(2_000, within(1e-9));
    }

    @Test
    void learnsEachFigureFromItsOwnPart() {
        Speeds next = DEVICE.learn(measured(400, Usage.counted(120, 11), 700, 1_200));

        assertThat(next.promptTokens()).isEqualTo(DEVICE.promptTokens().learn(400, 120));
        assertThat(next.firstToken()).isEqualTo(DEVICE.firstToken().learn(120, 700));
        assertThat(next.decode()).isEqualTo(DEVICE.decode().learn(10, 500));
        assertThat(next.firstTokenSpread())
                .isEqualTo(DEVICE.firstTokenSpread().learn(700, DEVICE.firstToken().at(120)));
        assertThat(next.decodeSpread())
                .isEqualTo(DEVICE.decodeSpread().learn(500, DEVICE.decode().at(10)));
        assertThat(next.lengths()).isEqualTo(Lengths.UNKNOWN.learn(11));
        assertThat(next.observations()).isEqualTo(1);
    }

    @Test
    void anAnswerOfOneTokenTeachesNothingOfDecoding() {
        Speeds next = DEVICE.learn(measured(400, Usage.counted(120, 1), 700, 700));

        assertThat(next.decode()).isEqualTo(DEVICE.decode());
        assertThat(next.decodeSpread()).isEqualTo(DEVICE.decodeSpread());
    }
}
