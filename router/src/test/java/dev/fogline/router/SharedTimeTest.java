package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedTimeTest {

    private static final long SECOND = 1_000_000_000;

    private final SharedTime time = new SharedTime();

    @Test
    void whoeverRunsAloneHasAllOfItsTime() {
        double begun = time.begin(7 * SECOND);

        assertThat(time.end(begun, 9 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void twoThatOverlapShareTheOverlap() {
        double first = time.begin(0);
        double second = time.begin(5 * SECOND);

        assertThat(time.end(first, 10 * SECOND)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(time.end(second, 15 * SECOND)).isEqualTo(Duration.ofMillis(7_500));
    }

    @Test
    void idleTimeBelongsToNobody() {
        time.end(time.begin(0), SECOND);
        double begun = time.begin(100 * SECOND);

        assertThat(time.end(begun, 101 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aClockThatIsToldLateDoesNotGoBack() {
        double first = time.begin(10 * SECOND);
        double second = time.begin(9 * SECOND);

        assertThat(time.end(second, 9 * SECOND)).isZero();
        assertThat(time.end(first, 12 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    }
}
