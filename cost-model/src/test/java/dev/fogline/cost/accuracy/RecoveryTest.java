package dev.fogline.cost.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    @Test
    void predictionsThatNeverSufferedAreBackWithTheFirstWindow() {
        assertThat(Recovery.of(errors(0, 0, 40), 0.1))
                .isEqualTo(new Recovery(false, OptionalInt.of(20)));
    }

    @Test
    void theWindowMayHoldAsMuchErrorAsIsTolerated() {
        // 30 requests at 0.5, then 0.1: with k bad ones the mean is 0.1 + 0.02 k, good from k = 2
        assertThat(Recovery.of(errors(0, 30, 200), 0.1))
                .isEqualTo(new Recovery(true, OptionalInt.of(48)));
    }

    @Test
    void whoBecomesWrongLaterIsBackLater() {
        // the window that ends at 42 has three of them, the one that ends at 68 the last two
        assertThat(Recovery.of(errors(39, 50, 200), 0.1))
                .isEqualTo(new Recovery(true, OptionalInt.of(68)));
    }

    @Test
    void whoStaysWrongIsNeverBack() {
        assertThat(Recovery.of(errors(0, 200, 200), 0.1))
                .isEqualTo(new Recovery(true, OptionalInt.empty()));
    }

    @Test
    void ofTooFewRequestsNothingIsKnown() {
        assertThat(Recovery.of(errors(0, 19, 19), 0.1))
                .isEqualTo(new Recovery(false, OptionalInt.empty()));
    }

    /// Bad from one request to before another.
    private static double[] errors(int from, int to, int count) {
        double[] errors = new double[count];
        Arrays.fill(errors, 0.0999);
        Arrays.fill(errors, from, to, 0.5);
        return errors;
    }
}
