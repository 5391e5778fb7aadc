package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final HandTicker ticker = new HandTicker();
    private final RetryBudget budget = new RetryBudget(0.2, ticker);

    @Test
    void beginsWithTen() {
        assertThat(withdraw(11)).isEqualTo(10);
    }

    @Test
    void fiveRequestsPayForOne() {
        withdraw(10);

        for (int i = 0; i < 4; i++) {
            budget.deposit();
        }
        assertThat(budget.tryWithdraw()).isFalse();
        budget.deposit();

        assertThat(withdraw(2)).isEqualTo(1);
    }

    @Test
    void aSecondPaysForOne() {
        withdraw(10);

        ticker.advance(Duration.ofMillis(1500));

        assertThat(withdraw(2)).isEqualTo(1);
        ticker.advance(Duration.ofMillis(500));
        assertThat(withdraw(2)).isEqualTo(1);
    }

    @Test
    void keepsTenAtMost() {
        ticker.advance(Duration.ofHours(1));

        assertThat(withdraw(20)).isEqualTo(10);
    }

    private int withdraw(int times) {
        int got = 0;
        for (int i = 0; i < times; i++) {
            got += budget.tryWithdraw() ? 1 : 0;
        }
        return got;
    }
}
