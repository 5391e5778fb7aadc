package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void beforeTheFirstPieceThereIsNone() {
        assertThat(arrivals.moments()).isZero();
        assertThat(arrivals.firstNanos()).isEmpty();
    }

    @Test
    void piecesThatAreWaitedForComeApart() {
        piece(5_000_000, 5_000_000);
        piece(5_100_000, 5_100_000);
        piece(9_000_000, 9_000_000);

        assertThat(arrivals.moments()).isEqualTo(3);
        assertThat(arrivals.firstNanos()).hasValue(5_000_000);
    }

    @Test
    void piecesThatLieReadyCameTogether() {
        piece(5_000_000, 5_000_000);
        piece(5_099_999, 5_099_999);

        assertThat(arrivals.moments()).isEqualTo(1);
    }

    @Test
    void timeThatAClientTakesIsNoWaitForTheModel() {
        piece(5_000_000, 8_000_000);
        piece(8_010_000, 11_000_000);
        piece(11_010_000, 14_000_000);

        assertThat(arrivals.moments()).isEqualTo(1);
    }

    private void piece(long comesNanos, long passedOnNanos) {
        arrivals.comes(comesNanos);
        arrivals.passedOn(passedOnNanos);
    }
}
