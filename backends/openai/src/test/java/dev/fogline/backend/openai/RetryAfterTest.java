package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2000", "' 1.5 ', 1500", "86401, 86400000", "1e300, 86400000"})
    void readsSeconds(String header, long millis) {
        assertThat(wait(header)).contains(Duration.ofMillis(millis));
    }

    @Test
    void millisecondsWin() {
        assertThat(RetryAfter.of(Optional.of("250"), Optional.of("2"), Optional.empty(), NOW))
                .contains(Duration.ofMillis(250));
    }

    @Test
    void secondsHoldWhereMillisecondsMakeNoSense() {
        assertThat(RetryAfter.of(Optional.of("soon"), Optional.of("2"), Optional.empty(), NOW))
                .contains(Duration.ofSeconds(2));
    }

    @Test
    void countsADateFromOurClock() {
        assertThat(wait("Wed, 25 Nov 2026 10:00:07 GMT")).contains(Duration.ofSeconds(7));
    }

    /// Its clock is an hour behind ours.
    @Test
    void countsADateFromTheServersClockIfItTellsIt() {
        assertThat(
                        RetryAfter.of(
                                Optional.empty(),
                                Optional.of("Wed, 25 Nov 2026 09:00:07 GMT"),
                                Optional.of("Wed, 25 Nov 2026 09:00:00 GMT"),
                                NOW))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void aDateThatHasPassedAsksForNoWait() {
        assertThat(wait("Wed, 25 Nov 2026 09:59:59 GMT")).contains(Duration.ZERO);
    }

    @Test
    void aDateFarAwayIsADayAway() {
        assertThat(wait("Sat, 25 Nov 2028 10:00:00 GMT")).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "NaN", "tomorrow", "Mon, 25 Nov 2026 10:00:07 GMT"})
    void whatIsNotUnderstoodSaysNothing(String header) {
        assertThat(wait(header)).isEmpty();
    }

    private static Optional<Duration> wait(String retryAfter) {
        return RetryAfter.of(Optional.empty(), Optional.of(retryAfter), Optional.empty(), NOW);
    }
}
