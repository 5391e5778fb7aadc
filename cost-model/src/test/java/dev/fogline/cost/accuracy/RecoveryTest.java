package dev.fogline.cost.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    @Test
    void predictionsThatNeverSufferedAreBackWithTheFirstWindow() {
        assertThat(Recovery.requests(errors(0, 40), 0.1)).hasValue(20);
    }

    @Test
    void theWindowMayHoldAsMuchErrorAsIsTolerated() {
        // 30 requests at 0.5, then 0.1: with k bad ones the mean is 0.1 + 0.02 k, good from k = 2
        assertThat(Recovery.requests(errors(30, 200), 0.1)).hasValue(48);
    }

    @Test
    void whoStaysWrongIsNeverBack() {
        assertThat(Recovery.requests(errors(200, 200), 0.1)).isEmpty();
        assertThat(Recovery.requests(errors(0, 19), 0.1)).isEmpty();
    }

    private static double[] errors(int bad, int count) {
        double[] errors = new double[count];
        Arrays.fill(errors, 0.0999);
        Arrays.fill(errors, 0, bad, 0.5);
        return errors;
    }
}
