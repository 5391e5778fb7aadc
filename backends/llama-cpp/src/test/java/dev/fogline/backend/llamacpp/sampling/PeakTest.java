package dev.fogline.backend.llamacpp.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PeakTest {

    private final Peak peak = new Peak();

    @RepeatedTest(50)
    void findsTheFirstOfTheLargest(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var logits = new float[1 + random.nextInt(5000)];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(1000) - 500; // so that many are equal
        }
        int first = 0;
        for (int i = 0; i < logits.length; i++) {
            first = logits[i] > logits[first] ? i : first;
        }

        peak.find(logits);

        assertThat(peak.value()).isEqualTo(logits[first]);
        assertThat(peak.token(logits)).isEqualTo(first);
    }

    @RepeatedTest(20)
    void oneNumberThatIsNoneSpoilsAll(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var logits = new float[4000];
        logits[random.nextInt(logits.length)] = Float.NaN;

        peak.find(logits);

        assertThat(peak.value()).isNaN();
    }

    @Test
    void knowsNothingOfWhatItFoundBefore() {
        peak.find(new float[] {1, 7, 3});
        float[] lower = {Float.NEGATIVE_INFINITY, -2, Float.NEGATIVE_INFINITY};

        peak.find(lower);

        assertThat(peak.value()).isEqualTo(-2);
        assertThat(peak.token(lower)).isEqualTo(1);
    }

    @Test
    void thereIsNoneWhereNothingMayBePicked() {
        peak.find(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY});

        assertThat(peak.value()).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
