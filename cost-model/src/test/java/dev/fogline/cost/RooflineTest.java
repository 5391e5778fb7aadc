package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RooflineTest {

    private final Roofline machine = new Roofline(10e9, 200e9);

    @Test
    void aTokenIsAsFastAsItsWeightsAreRead() {
        assertThat(machine.decodeTokensPerSecond(1_000_000_000, 1_000_000_000)).isEqualTo(10);
    }

    @Test
    void aPromptIsAsFastAsItsWeightsAreMultiplied() {
        assertThat(machine.prefillTokensPerSecond(1_000_000_000)).isEqualTo(100);
    }

    @Test
    void aTokenIsNeverFasterThanAPrompt() {
        assertThat(machine.decodeTokensPerSecond(1_000_000, 1_000_000_000)).isEqualTo(100);
    }

    @Test
    void refusesAMachineThatDoesNothing() {
        assertThatThrownBy(() -> new Roofline(0, 1))
                .hasMessage("bytesPerSecond 0.0 or operationsPerSecond 1.0 not above 0");
    }
}
