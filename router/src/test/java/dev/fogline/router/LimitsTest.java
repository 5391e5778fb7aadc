package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Failover Bench v0.1, S07: replaced and answered within 15 s.
    @Test
    void leavesTimeToReplaceWhoSendsHeadersAndNothingElse() {
        assertThat(Limits.DEFAULT.firstToken()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void refusesTimesThatAreOverAtOnce() {
        assertThatThrownBy(() -> new Limits(Duration.ZERO, SECOND, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("firstToken PT0S or stall PT1S is not positive");
    }

    @Test
    void refusesBoundsThatLeaveNoRoom() {
        assertThatThrownBy(() -> new Limits(SECOND, SECOND, 0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a limit is below 1");
    }

    @Test
    void refusesRepetitionsBeyondAllRequests() {
        assertThatThrownBy(() -> new Limits.Repetition(SECOND, 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longestWait PT1S is not positive or share 1.1 not in [0, 1]");
    }
}
