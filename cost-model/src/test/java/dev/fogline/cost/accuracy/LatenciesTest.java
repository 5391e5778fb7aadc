package dev.fogline.cost.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void theTokensAfterTheFirstShareTheTimeAfterIt() {
        Latencies latencies = Latencies.measured(10, 45, 8);

        assertThat(latencies.of(Latency.TTFT)).hasValue(10);
        assertThat(latencies.of(Latency.E2E)).hasValue(45);
        assertThat(latencies.of(Latency.TPOT)).hasValue(5);
    }

    @Test
    void aShortAnswerHasNoTimePerToken() {
        assertThat(Latencies.measured(10, 12, 7).of(Latency.TPOT)).isEmpty();
        assertThat(Latencies.measured(10, 12, 1).of(Latency.TPOT)).isEmpty();
        assertThat(Latencies.measured(10, 12, 0).of(Latency.TPOT)).isEmpty();
    }

    @Test
    void timesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Latencies.measured(-1, 2, 3))
                .hasMessageStartingWith("not latencies: firstTokenMillis -1.0");
        assertThatThrownBy(() -> Latencies.measured(1, Double.NaN, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
