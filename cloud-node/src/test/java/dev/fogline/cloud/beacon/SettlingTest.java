package dev.fogline.cloud.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

    @Test
    void whatIsSteadyFromTheStepOnHasSettledAfterOneWindow() {
        assertThat(Settling.seconds(seconds(60, 2, 0.5, 0.01))).hasValue(10);
    }

    /// Twenty seconds at twice the price: a window may hold two of them, since a fifth more is
    /// allowed.
    @Test
    void hasSettledWhenTheLastWindowThatIsOffIsOver() {
        List<Moment> phase = new ArrayList<>(seconds(20, 4, 0.5, 0.01));
        phase.addAll(seconds(40, 2, 0.5, 0.01));

        assertThat(Settling.seconds(phase)).hasValue(28);
    }

    @Test
    void aPriceThatGoesUpAndDownHasNot() {
        var phase = new ArrayList<Moment>();
        for (int i = 0; i < 6; i++) {
            phase.addAll(seconds(10, i % 2 == 0 ? 1 : 3, 0.5, 0.01));
        }

        assertThat(Settling.seconds(phase)).isEmpty();
    }

    @Test
    void aSteadyCrowdInTheWrongPlaceHasNot() {
        assertThat(Settling.seconds(seconds(60, 2, 0, 0.5))).isEmpty();
    }

    @Test
    void decisionsThatStillMoveHaveNot() {
        List<Moment> phase = new ArrayList<>(seconds(50, 2, 0.5, 0.01));
        phase.addAll(seconds(10, 2, 0.9, 0.01));

        assertThat(Settling.seconds(phase)).isEmpty();
    }

    private static List<Moment> seconds(int count, double price, double share, double regret) {
        var seconds = new ArrayList<Moment>();
        for (int i = 0; i < count; i++) {
            seconds.add(new Moment(10, price, 100, (int) (100 * share), 0, 1, regret));
        }
        return seconds;
    }
}
