package dev.fogline.backend.llamacpp.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.backend.llamacpp.sampling.Probabilities.Place;
import dev.fogline.backend.llamacpp.sampling.Probabilities.Scored;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {

    /// Logits of 1/2, 1/4, 1/8 and 1/8.
    private static final float[] LOGITS = {
        (float) Math.log(0.25),
        (float) Math.log(0.5),
        (float) Math.log(0.125),
        (float) Math.log(0.125)
    };

    private final Probabilities probabilities = new Probabilities(4);

    @Test
    void areThoseOfTheSoftmax() {
        Place place = probabilities.place(LOGITS, 2, 2);

        assertThat(place.chosen().logProbability()).isCloseTo(Math.log(0.125), within(1e-5));
        assertThat(place.top()).extracting(Scored::token).containsExactly(1, 0);
        assertThat(place.top().getFirst().logProbability()).isCloseTo(Math.log(0.5), within(1e-5));
    }

    @Test
    void addUpToOne() {
        double sum =
                probabilities.place(LOGITS, 0, 4).top().stream()
                        .mapToDouble(scored -> Math.exp(scored.logProbability()))
                        .sum();

        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @Test
    void areNeverAboveOne() {
        assertThat(probabilities.place(new float[] {90, 0, 0, 0}, 0, 0).chosen().logProbability())
                .isNotPositive();
    }
}
