package dev.fogline.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Device;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What running costs refuse, word for word.
class OperatingCostTest {

    private static final BatchSpeed ONE = new BatchSpeed(8, 1_000);

    @Test
    void nothingIsBelowZero() {
        refused("usdPerKwh -1.0, wearUsdPerHour 0.0", () -> new Device(-1, 0, ""));
        refused("usdPerKwh 0.0, wearUsdPerHour NaN", () -> new Device(0, Double.NaN, ""));
        refused("usdPerHour -2.0, curve of 1 points", () -> new Pool(-2, List.of(ONE), ""));
        refused("batch 0, tokensPerSecond 5.0", () -> new BatchSpeed(0, 5));
        refused("batch 1, tokensPerSecond 0.0", () -> new BatchSpeed(1, 0));
    }

    @Test
    void aCurveHasAPointAndGrows() {
        refused("usdPerHour 2.0, curve of 0 points", () -> new Pool(2, List.of(), ""));
        refused("batch 8 follows batch 8", () -> new Pool(2, List.of(ONE, ONE), ""));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
