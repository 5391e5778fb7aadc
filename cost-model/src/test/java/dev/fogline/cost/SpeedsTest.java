package dev.fogline.cost;

import static dev.fogline.cost.Samples.IDLE;
import static dev.fogline.cost.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Usage;
import org.junit.jupiter.api.Test;

class SpeedsTest {

    private static final Speeds DEVICE = Speeds.assumed(Tier.DEVICE);
    private static final Occupancy NOBODY = Occupancy.of(IDLE);

    @Test
    void aDeviceIsAssumedAtWhatWasMeasured() {
        assertThat(DEVICE.promptTokens().at(400)).isCloseTo(108, within(1e-9));
        assertThat(DEVICE.firstMillis(new Tokens(108, 0, 25), NOBODY)).isCloseTo(455, within(1e-9));
        assertThat(DEVICE.totalMillis(new Tokens(108, 0, 25), NOBODY))
                .isCloseTo(1_455, within(1e-9));
    }

    @Test
    void aModelOfATenthOfTheSizeTakesATenthForAToken() {
        Speeds tenth = Speeds.of(new FileSize(130_000_000));

        assertThat(tenth.firstMillis(new Tokens(108, 0, 25), NOBODY)).isCloseTo(50, within(1e-9));
        assertThat(tenth.totalMillis(new Tokens(108, 0, 25), NOBODY)).isCloseTo(150, within(1e-9));
        assertThat(tenth.speedOrigin()).isEqualTo("assumed");
    }

    @Test
    void whereOnlyTheSizeIsKnownTheFirstAnswerSetsTheLevel() {
        Speeds next =
                Speeds.of(new FileSize(130_000_000))
                        .learn(measured(400, Usage.counted(108, 25), 500, 1_500));

        assertThat(next.firstMillis(new Tokens(108, 0, 25), NOBODY)).isCloseTo(500, within(1e-6));
        assertThat(next.totalMillis(new Tokens(108, 0, 25), NOBODY)).isCloseTo(1_500, within(1e-6));
    }

    @Test
    void aCloudIsAssumedFarAwayAndFast() {
        Speeds cloud = Speeds.assumed(Tier.CLOUD);

        assertThat(cloud.firstMillis(new Tokens(100, 0, 101), NOBODY)).isCloseTo(320, within(1e-9));
        assertThat(cloud.totalMillis(new Tokens(100, 0, 101), NOBODY))
                .isCloseTo(2_320, within(1e-9));
    }

    @Test
    void learnsEachFigureFromItsOwnPart() {
        Measured measured = measured(400, Usage.counted(120, 11), 700, 1_200);
        Tokens tokens = new Tokens(120, 0, 11);

        Speeds next = DEVICE.learn(measured);

        assertThat(next.promptTokens()).isEqualTo(DEVICE.promptTokens().learn(400, 120));
        assertThat(next.firstMillis(tokens, NOBODY)).isCloseTo(700, within(1e-6));
        assertThat(next.totalMillis(tokens, NOBODY)).isCloseTo(1_200, within(1e-6));
        assertThat(next.lengths().outputTokens(measured.features()))
                .isEqualTo(
                        Lengths.UNKNOWN
                                .learn(measured.features(), 11)
                                .outputTokens(measured.features()));
        assertThat(next.observations()).isEqualTo(1);
    }

    @Test
    void anAnswerOfOneTokenTeachesNothingOfDecoding() {
        Speeds next = DEVICE.learn(measured(400, Usage.counted(120, 1), 700, 700));

        assertThat(next.decode()).isSameAs(DEVICE.decode());
    }

    @Test
    void timesOfKnownTokensAreThoseOfTheModel() {
        Times times = DEVICE.times(measured(400, Usage.counted(108, 25), 1, 1));

        assertThat(times.firstTokenMillis().median()).isCloseTo(455, within(1e-9));
        assertThat(times.totalMillis().median()).isCloseTo(1_455, within(1e-9));
        assertThat(times.interTokenMillis()).isCloseTo(1_000.0 / 24, within(1e-9));
        assertThat(DEVICE.times(measured(400, Usage.counted(108, 1), 1, 1)).interTokenMillis())
                .isZero();
    }
}
