package dev.fogline.cost;

import static dev.fogline.cost.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// 5 ms and 2 ms a token, an answer takes 400 ms.
class FirstTokenTest {

    private static final Offset<Double> TINY = within(1e-9);
    private static final FirstToken ASSUMED = FirstToken.assumed(5, 2, 400);
    private static final Tokens HUNDRED = new Tokens(100, 0, 10);

    @Test
    void cachedTokensAreNotReadAgain() {
        assertThat(ASSUMED.millis(HUNDRED, idle())).isCloseTo(205, TINY);
        assertThat(ASSUMED.millis(new Tokens(100, 60, 10), idle())).isCloseTo(85, TINY);
    }

    @Test
    void aQueueIsWaitedForInTurns() {
        assertThat(ASSUMED.waitMillis(of(Readiness.READY, 4, 3, 0))).isZero();
        assertThat(ASSUMED.waitMillis(of(Readiness.READY, 4, 4, 1))).isCloseTo(200, TINY);
        assertThat(ASSUMED.waitMillis(of(Readiness.READY, 1, 1, 1))).isCloseTo(800, TINY);
    }

    @Test
    void whoRunsTheModelKnowsTheWaitBetter() {
        NodeState queue = new NodeState(Readiness.READY, 4, 4, 9, 0, 0, 0, 0);
        NodeState told = queue.announcing(new Announcement(700, Optional.empty(), 1.2));

        assertThat(ASSUMED.waitMillis(Occupancy.of(told))).isCloseTo(700, TINY);
        assertThat(ASSUMED.waitMillis(Occupancy.expected(told))).isCloseTo(840, TINY);
        assertThat(ASSUMED.learn(HUNDRED, Occupancy.of(told), 2_000, 3_000).waitShare())
                .isEqualTo(ASSUMED.waitShare());
    }

    @Test
    void theNetworkIsPassedOnce() {
        var far = new NodeState(Readiness.READY, Integer.MAX_VALUE, 90, 5, 0, 0, 25, 0);

        assertThat(ASSUMED.millis(HUNDRED, Occupancy.of(far))).isCloseTo(230, TINY);
    }

    @Test
    void aColdModelIsLoadedAndTeachesNothingElse() {
        Occupancy cold = of(Readiness.COLD, 1, 0, 0);
        FirstToken next = ASSUMED.learn(HUNDRED, cold, 905, 1_000);

        assertThat(ASSUMED.millis(HUNDRED, cold)).isCloseTo(2_205, TINY);
        assertThat(next.millis(HUNDRED, cold)).isCloseTo(905, TINY);
        assertThat(next.prefill()).isEqualTo(ASSUMED.prefill());
    }

    @Test
    void promptsThatCameBeforeAreReadFirst() {
        NodeState reading = node(Readiness.READY, 4, 1, 0).reading(300);

        assertThat(ASSUMED.millis(HUNDRED, Occupancy.of(reading))).isCloseTo(805, TINY);
    }

    @Test
    void learnsHowMuchOfUnreadPromptsIsWaitedFor() {
        FirstToken first = ASSUMED;
        for (int i = 0; i < 600; i++) {
            Tokens tokens = new Tokens(20 + i * 37 % 300, 0, 10);
            int unread = i % 4 * 200;
            double millis = 3 + 0.5 * tokens.prompt() + 0.25 * unread;
            Occupancy node = Occupancy.of(node(Readiness.READY, 8, 1, 0).reading(unread));
            first = first.learn(tokens, node, millis, millis + 100);
        }

        assertThat(first.millis(HUNDRED, Occupancy.of(node(Readiness.READY, 8, 1, 0).reading(600))))
                .isCloseTo(203, Percentage.withPercentage(3));
        assertThat(first.millis(HUNDRED, of(Readiness.READY, 8, 1, 0)))
                .isCloseTo(53, Percentage.withPercentage(3));
    }

    @Test
    void learnsWhatALongPromptAndACrowdCost() {
        FirstToken first = ASSUMED;
        for (int i = 0; i < 600; i++) {
            Tokens tokens = new Tokens(20 + i * 37 % 300, 0, 10);
            Occupancy node = of(Readiness.READY, 8, i % 5, 0);
            double millis = 3 + 0.5 * tokens.prompt() + 4 * node.running();
            first = first.learn(tokens, node, millis, millis + 100);
        }

        assertThat(first.millis(HUNDRED, idle())).isCloseTo(53, Percentage.withPercentage(3));
        assertThat(first.millis(HUNDRED, of(Readiness.READY, 8, 4, 0)))
                .isCloseTo(69, Percentage.withPercentage(3));
        assertThat(first.millis(new Tokens(20, 0, 10), idle()))
                .isCloseTo(13, Percentage.withPercentage(5));
    }

    @Test
    void learnsHowLongASlotIsTaken() {
        FirstToken first = ASSUMED;
        for (int i = 0; i < 100; i++) {
            first = first.learn(HUNDRED, idle(), 205, 900);
        }

        assertThat(first.service().value()).isCloseTo(900, within(1e-6));
    }

    private static Occupancy idle() {
        return of(Readiness.READY, 1, 0, 0);
    }

    private static Occupancy of(Readiness readiness, int slots, int running, int queued) {
        return Occupancy.of(node(readiness, slots, running, queued));
    }
}
