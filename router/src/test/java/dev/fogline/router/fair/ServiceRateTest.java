package dev.fogline.router.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServiceRateTest {

    private static final long SECOND = 1_000_000_000;

    private final ServiceRate rate = new ServiceRate();

    @Test
    void isUnknownUntilTheSlotsWereFullForASecond() {
        rate.served(500, SECOND);
        assertThat(rate.perSecond(10 * SECOND)).isEmpty(); // never full

        rate.full(true, 10 * SECOND);
        rate.served(50, 10 * SECOND + SECOND / 2);
        assertThat(rate.perSecond(10 * SECOND + SECOND / 2)).isEmpty();
    }

    @Test
    void countsOnlyWhatWasServedWhileFull() {
        rate.full(true, 0);
        for (int second = 1; second <= 5; second++) {
            rate.served(100, second * SECOND);
        }
        rate.full(false, 5 * SECOND);
        rate.served(1_000, 6 * SECOND);

        assertThat(rate.perSecond(60 * SECOND).orElseThrow()).isCloseTo(100, within(6.0));
    }

    @Test
    void followsAnEngineThatBecomesSlower() {
        rate.full(true, 0);
        for (int second = 1; second <= 300; second++) {
            rate.served(second <= 120 ? 100 : 20, second * SECOND);
        }

        assertThat(rate.perSecond(300 * SECOND).orElseThrow()).isBetween(19.0, 23.0);
    }
}
