package dev.fogline.cost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningQuantileTest {

    @Test
    void risesWithWhatIsTakenAndFallsWithWhatIsNot() {
        RunningQuantile share = RunningQuantile.of(0.3);

        assertThat(share.after(1).threshold()).isCloseTo(0.007, within(1e-15));
        assertThat(share.after(0).threshold()).isCloseTo(-0.003, within(1e-15));
        assertThat(share.takes(0.0001)).isTrue();
        assertThat(share.takes(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.9})
    void theShareHoldsWhileScoresDrift(double wanted) {
        var random = new Random(7);
        // the mean of the scores wanders from -0.3 to 0.3, and their spread from 0.02 to 0.2
        IntToDoubleFunction drifting =
                i ->
                        0.3 * Math.sin(i / 2_000.0)
                                + (0.11 + 0.09 * Math.cos(i / 700.0)) * random.nextGaussian();

        assertThat(share(wanted, 20_000, drifting)).isCloseTo(wanted, within(0.005));
    }

    @Test
    void theShareHoldsWithinAnyThousandAfterAJump() {
        var random = new Random(8);
        RunningQuantile share = RunningQuantile.of(0.3);
        for (int jump = 0; jump < 10; jump++) {
            double centre = jump % 2 == 0 ? -0.2 : 0.25;
            int taken = 0;
            for (int i = 0; i < 1_000; i++) {
                boolean takes = share.takes(centre + 0.1 * random.nextGaussian());
                taken += takes ? 1 : 0;
                share = share.after(takes ? 1 : 0);
            }

            assertThat(taken / 1_000.0).isCloseTo(0.3, within(0.06));
        }
    }

    /// The bound of the formula, for the worst of sequences: one that looks at the threshold.
    @Test
    void noSequenceMovesTheShareFurtherThanTheBoundSays() {
        RunningQuantile share = RunningQuantile.of(0.3);
        int taken = 0;
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            boolean takes = share.takes(Math.clamp(share.threshold() + (i % 3) - 1.0, -0.99, 0.99));
            taken += takes ? 1 : 0;
            share = share.after(takes ? 1 : 0);
        }

        assertThat(Math.abs(taken / (double) count - 0.3))
                .isLessThanOrEqualTo((1 + RunningQuantile.STEP) / (RunningQuantile.STEP * count));
    }

    @Test
    void equalScoresAreSharedOutByTurns() {
        assertThat(share(0.25, 4_000, i -> 0.1)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void whatCannotBeHadDoesNotWindUp() {
        RunningQuantile share = RunningQuantile.of(0.5);
        for (int i = 0; i < 10_000; i++) {
            share = share.after(0); // the cloud is down
        }

        assertThat(share.threshold()).isEqualTo(-1);
    }

    @Test
    void refusesToWantNothing() {
        assertThatThrownBy(() -> RunningQuantile.of(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double share(double wanted, int count, IntToDoubleFunction scores) {
        RunningQuantile share = RunningQuantile.of(wanted);
        int taken = 0;
        for (int i = 0; i < count; i++) {
            boolean takes = share.takes(scores.applyAsDouble(i));
            taken += takes ? 1 : 0;
            share = share.after(takes ? 1 : 0);
        }
        return taken / (double) count;
    }
}
