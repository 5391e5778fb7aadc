package dev.fogline.backend.llamacpp.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {

    @Test
    void thePausesDoubleUntilItIsLeftAlone() {
        var pauses = new ArrayList<Long>();
        Restarts restarts = Restarts.NONE;
        for (int end = 0; end < 8; end++) {
            restarts = restarts.after(Duration.ofSeconds(1));
            pauses.add(restarts.pause().toMillis());
        }

        assertThat(pauses)
                .isEqualTo(List.of(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 600_000L, 600_000L));
    }

    @Test
    void aWorkerThatLivedForAMinuteWasHealthy() {
        var shaken = new Restarts(6);

        assertThat(shaken.after(Duration.ofMillis(59_999)).givenUp()).isTrue();
        assertThat(shaken.after(Duration.ofMinutes(1))).isEqualTo(new Restarts(1));
    }
}
