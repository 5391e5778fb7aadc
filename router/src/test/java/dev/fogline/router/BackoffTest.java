package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff middle = new Backoff(() -> 0.5);

    @Test
    void doublesWithEveryTry() {
        assertThat(middle.overload(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(middle.overload(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(middle.overload(3)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void neverTriesFiveTimesWithinThreeSeconds() {
        var hasty = new Backoff(() -> 0);

        Duration fifth = Duration.ZERO;
        for (int tries = 1; tries <= 4; tries++) {
            fifth = fifth.plus(hasty.overload(tries));
        }

        // 250, 500, 1,000 and 2,000 ms
        assertThat(fifth).isEqualTo(Duration.ofMillis(3_750));
    }

    @Test
    void spreadsBetweenHalfAndOneAndAHalfIntervals() {
        assertThat(new Backoff(() -> 0).momentary()).isEqualTo(Duration.ofMillis(25));
        assertThat(new Backoff(() -> 0.999).momentary()).isEqualTo(Duration.ofNanos(74_950_000));
    }
}
