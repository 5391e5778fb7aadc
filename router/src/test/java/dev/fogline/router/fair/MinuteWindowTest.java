package dev.fogline.router.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinuteWindowTest {

    private static final long SECOND = 1_000_000_000;

    private final MinuteWindow window = new MinuteWindow();

    @Test
    void countsWhatIsNotAMinuteOld() {
        window.add(100, 0);
        window.add(50, 30 * SECOND);

        assertThat(window.sum(60 * SECOND)).isEqualTo(150);
        assertThat(window.sum(61 * SECOND)).isEqualTo(50);
        assertThat(window.sum(91 * SECOND)).isZero();
    }

    @Test
    void tellsWhenThereIsRoomAgain() {
        window.add(100, 0);
        window.add(50, 30 * SECOND);

        assertThat(window.untilAtMost(150, 40 * SECOND)).isZero();
        assertThat(window.untilAtMost(149, 40 * SECOND)).isEqualTo(Duration.ofSeconds(21));
        assertThat(window.untilAtMost(49, 40 * SECOND)).isEqualTo(Duration.ofSeconds(51));
    }

    @Test
    void whatIsTakenBackDoesNotCount() {
        window.add(100, 0);
        window.add(-30, 0);
        window.add(-30, 5 * SECOND); // of that second there is nothing to take

        assertThat(window.sum(5 * SECOND)).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thereIsRoomExactlyWhenItSaysSo(long seed) {
        var random = new SplittableRandom(seed);
        long now = -500 * SECOND;
        for (int step = 0; step < 2_000; step++) {
            now += random.nextLong(3 * SECOND);
            window.add(random.nextInt(100), now);
            long most = random.nextInt(2_000);
            Duration until = window.untilAtMost(most, now);
            assertThat(until.isPositive()).isEqualTo(window.sum(now) > most);
            if (until.isPositive()) { // sums are not asked of times before
                now += until.toNanos() - 1;
                assertThat(window.sum(now)).isGreaterThan(most);
                now += 1;
                assertThat(window.sum(now)).isLessThanOrEqualTo(most);
            }
        }
    }
}
