package dev.fogline.cost.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.answer.Timings;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void theTokensAfterTheFirstShareTheTimeAfterIt() {
        Latencies latencies = Latencies.measured(new Timings(10, 45), 8);

        assertThat(latencies.of(Latency.TTFT)).hasValue(10);
        assertThat(latencies.of(Latency.E2E)).hasValue(45);
        assertThat(latencies.of(Latency.TPOT)).hasValue(5);
    }

    @Test
    void aShortAnswerHasNoTimePerToken() {
        assertThat(Latencies.measured(new Timings(10, 12), 7).of(Latency.TPOT)).isEmpty();
        assertThat(Latencies.measured(new Timings(10, 12), 1).of(Latency.TPOT)).isEmpty();
        assertThat(Latencies.measured(new Timings(10, 12), 0).of(Latency.TPOT)).isEmpty();
    }

    @Test
    void tokensThatCameTogetherHaveNoTimeOfTheirOwn() {
        assertThat(Latencies.measured(new Timings(10, 45, 7), 36).of(Latency.TPOT)).isEmpty();
        assertThat(Latencies.measured(new Timings(10, 45, 8), 36).of(Latency.TPOT)).hasValue(1);
    }

    @Test
    void timesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new Latencies(-1, 2, OptionalDouble.empty()))
                .hasMessageStartingWith("not latencies: firstTokenMillis -1.0");
        assertThatThrownBy(() -> new Latencies(1, Double.NaN, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
