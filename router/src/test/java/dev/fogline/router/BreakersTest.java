package dev.fogline.router;

import static dev.fogline.router.Samples.cloud;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakersTest {

    private static final String KEY = "cloud/large";
    private static final Duration OVER = Duration.ofMillis(10_001);

    private final HandTicker ticker = new HandTicker();
    private final Breakers breakers = new Breakers(ticker);

    @Test
    void letsAnybodyThroughAtFirst() {
        assertThat(breakers.letsThrough("cloud", "large")).isTrue();
        assertThat(breakers.tryAcquire(KEY)).isTrue();
    }

    @Test
    void opensAfterThreeFaults() {
        fail(2);
        assertThat(breakers.letsThrough("cloud", "large")).isTrue();

        fail(1);

        assertThat(breakers.letsThrough("cloud", "large")).isFalse();
        assertThat(breakers.tryAcquire(KEY)).isFalse();
    }

    @Test
    void staysOpenForTenSeconds() {
        fail(3);

        ticker.advance(Duration.ofMillis(9_999));

        assertThat(breakers.letsThrough("cloud", "large")).isFalse();
    }

    @Test
    void tellsHowMuchOfThatIsLeft() {
        assertThat(breakers.left(cloud())).isZero();
        fail(3);

        ticker.advance(Duration.ofMillis(2_500));
        assertThat(breakers.left(cloud())).isEqualTo(Duration.ofMillis(7_500));
        assertThat(breakers.refusal(cloud()))
                .isEqualTo(
                        new Fault(
                                FaultKind.UNAVAILABLE,
                                "cloud/large has failed too often",
                                Optional.of(Duration.ofMillis(7_500))));

        ticker.advance(Duration.ofMillis(7_500));
        assertThat(breakers.left(cloud())).isZero();
    }

    @Test
    void aProbeThatIsOutLeavesNoTimeToTell() {
        fail(3);
        ticker.advance(OVER);

        assertThat(breakers.tryAcquire(KEY)).isTrue();

        assertThat(breakers.refusal(cloud()).retryAfter()).isEmpty();
    }

    @Test
    void aWishToBeLeftAloneForLongerCounts() {
        fail(3);
        breakers.rests()
                .note(
                        "cloud",
                        new Fault(
                                FaultKind.OVERLOADED, "full", Optional.of(Duration.ofSeconds(12))));

        assertThat(breakers.left(cloud())).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void thenOneRequestProbes() {
        fail(3);

        ticker.advance(OVER);

        assertThat(breakers.letsThrough("cloud", "large")).isTrue();
        assertThat(breakers.tryAcquire(KEY)).isTrue();
        assertThat(breakers.tryAcquire(KEY)).isFalse();
    }

    @Test
    void aProbeThatServesClosesIt() {
        fail(3);
        ticker.advance(OVER);
        assertThat(breakers.tryAcquire(KEY)).isTrue();

        breakers.served(KEY, 1);

        assertThat(breakers.tryAcquire(KEY)).isTrue();
        assertThat(breakers.tryAcquire(KEY)).isTrue();
    }

    @Test
    void aProbeThatFailsOpensItAgain() {
        fail(3);
        ticker.advance(OVER);

        fail(1);

        assertThat(breakers.letsThrough("cloud", "large")).isFalse();
    }

    @Test
    void aProbeThatTellsNothingLeavesRoomForAnother() {
        fail(3);
        ticker.advance(OVER);
        assertThat(breakers.tryAcquire(KEY)).isTrue();

        breakers.released(KEY);

        assertThat(breakers.tryAcquire(KEY)).isTrue();
    }

    @Test
    void oneModelsFaultsSayNothingOfAnother() {
        fail(3);

        assertThat(breakers.letsThrough("cloud", "other")).isTrue();
        assertThat(breakers.letsThrough("edge", "large")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "INVALID_REQUEST",
                "UNKNOWN_MODEL",
                "CONTEXT_EXCEEDED",
                "CONTENT_REFUSED",
                "UNSUPPORTED",
                "OVERLOADED"
            })
    void faultsThatAreNotTheBackendsDoNotCount(FaultKind kind) {
        for (int i = 0; i < 10; i++) {
            assertThat(breakers.tryAcquire(KEY)).isTrue();
            breakers.failed(KEY, 1, Fault.of(kind, "no"));
        }

        assertThat(breakers.letsThrough("cloud", "large")).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breakers.tryAcquire(KEY)).isTrue();
            breakers.failed(KEY, 1, Fault.of(FaultKind.UNAVAILABLE, "gone"));
        }
    }
}
