package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FamiliarityTest {

    @Test
    void oneInTwentyOfWhatWasLearntFromIsLessThanFamiliar() {
        double[] closest = new double[20];
        Arrays.setAll(closest, i -> (i + 1) / 20.0);

        Familiarity familiarity = Familiarity.of(closest);

        assertThat(familiarity.usual()).isEqualTo(0.1);
        assertThat(familiarity.of(0.1)).isEqualTo(1);
        assertThat(familiarity.of(0.05)).isEqualTo(0.5);
        assertThat(familiarity.of(0)).isZero();
    }

    @Test
    void whatHasNothingInCommonIsNeverFamiliar() {
        assertThat(new Familiarity(0).of(0)).isZero();
        assertThat(new Familiarity(0).of(0.01)).isEqualTo(1);
    }
}
