package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestsTest {

    private final HandTicker ticker = new HandTicker();
    private final Rests rests = new Rests(ticker);

    @Test
    void lastsAsLongAsTheBackendAsks() {
        note(Duration.ofSeconds(2));

        ticker.advance(Duration.ofMillis(1_999));
        assertThat(rests.left("cloud")).isEqualTo(Duration.ofMillis(1));
        ticker.advance(Duration.ofMillis(1));
        assertThat(rests.left("cloud")).isZero();
    }

    @Test
    void concernsNobodyElse() {
        note(Duration.ofSeconds(2));

        assertThat(rests.left("edge")).isZero();
    }

    @Test
    void aFaultThatAsksForNothingGivesNone() {
        rests.note("cloud", Fault.of(FaultKind.OVERLOADED, "full"));

        assertThat(rests.left("cloud")).isZero();
    }

    @Test
    void theLaterEndCounts() {
        note(Duration.ofSeconds(9));
        note(Duration.ofSeconds(2));

        assertThat(rests.left("cloud")).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void fiveMinutesAreTheMost() {
        note(Duration.ofDays(10_000_000));

        assertThat(rests.left("cloud")).isEqualTo(Duration.ofMinutes(5));
    }

    private void note(Duration asked) {
        rests.note("cloud", new Fault(FaultKind.OVERLOADED, "full", Optional.of(asked)));
    }
}
