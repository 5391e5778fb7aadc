package dev.fogline.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleAndBusyTest {

    @Test
    void tellsTheDifferenceOfTheMeans() {
        assertThat(sampled(10, 4, 19).busyWatts()).hasValue(15);
    }

    @Test
    void tellsNothingBeforeEnoughOfBothWasSampled() {
        assertThat(IdleAndBusy.UNKNOWN.busyWatts()).isEmpty();
        assertThat(sampled(9, 4, 19).busyWatts()).isEmpty();
        assertThat(sampled(9, 4, 19).busy(19).busyWatts()).isEmpty();
    }

    @Test
    void workThatNeedsLessThanIdlingTakesNothing() {
        assertThat(sampled(10, 19, 4).busyWatts()).hasValue(0);
    }

    private static IdleAndBusy sampled(int times, double idle, double busy) {
        IdleAndBusy next = IdleAndBusy.UNKNOWN;
        for (int i = 0; i < times; i++) {
            next = next.idle(idle).busy(busy);
        }
        return next;
    }
}
