package dev.fogline.router.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.NodeState;
import org.junit.jupiter.api.Test;

class SeenLoadTest {

    private static final NodeState UP =
            new NodeState(NodeState.Readiness.READY, Integer.MAX_VALUE, 0, 0, 0, 0, 3, 5);

    @Test
    void ownRequestsAreCountedAfreshBetweenTwoLooks() {
        SeenLoad seen = SeenLoad.first(new Load(5, 0, 0.25), 2, 7);

        // three of others; of ours there were two, and are six now
        assertThat(seen.requests(6)).isEqualTo(9);
        assertThat(seen.state(UP, 6))
                .isEqualTo(
                        new NodeState(
                                NodeState.Readiness.READY, Integer.MAX_VALUE, 9, 0, 0, 0.25, 3, 7));
    }

    @Test
    void oursThatTheEngineHasNotSeenYetAreNoOthers() {
        assertThat(SeenLoad.first(new Load(1, 0, 0), 4, 0).requests(4)).isEqualTo(4);
    }

    @Test
    void aBatchIsFullWhereSomeWait() {
        NodeState state = SeenLoad.first(new Load(8, 3, 1), 11, 0).state(UP, 13);

        assertThat(state.slots()).isEqualTo(8);
        assertThat(state.running()).isEqualTo(8);
        assertThat(state.queued()).isEqualTo(5);
    }

    @Test
    void theSizeOfABatchFollowsWhatItHolds() {
        SeenLoad seen = SeenLoad.first(new Load(8, 3, 1), 0, 0).next(new Load(18, 1, 1), 0, 1);

        assertThat(seen.slots()).isEqualTo(11); // 8 + 0.3 * (18 - 8)
        assertThat(seen.next(new Load(21, 0, 0.4), 0, 2).slots()).isEqualTo(21);
        assertThat(seen.next(new Load(2, 0, 0.1), 0, 2).slots()).isEqualTo(11);
    }

    @Test
    void promptsOfABurstThatWaitToBeReadDoNotMakeABatchFull() {
        SeenLoad burst = SeenLoad.first(new Load(3, 57, 0.03), 0, 0);
        assertThat(burst.slots()).isEqualTo(Integer.MAX_VALUE);

        SeenLoad filling = burst.next(new Load(20, 40, 0.2), 0, 1);
        assertThat(filling.slots()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aBatchThatDoesNotGrowWhileSomeWaitIsFullHoweverEmptyTheCacheIs() {
        SeenLoad seen = SeenLoad.first(new Load(4, 3, 0), 0, 0).next(new Load(4, 2, 0), 0, 1);

        assertThat(seen.slots()).isEqualTo(4);
        assertThat(seen.next(new Load(4, 0, 0), 0, 2).slots()).isEqualTo(4);
    }

    @Test
    void whatHalfOfTheCacheHoldsTellsWhatAllOfItDoes() {
        assertThat(SeenLoad.first(new Load(6, 0, 0.5), 0, 0).slots()).isEqualTo(12);
        assertThat(SeenLoad.first(new Load(6, 0, 0.49), 0, 0).slots()).isEqualTo(Integer.MAX_VALUE);
        assertThat(
                        SeenLoad.first(new Load(10, 1, 1), 0, 0)
                                .next(new Load(10, 0, 0.5), 0, 1)
                                .slots())
                .isEqualTo(13); // 10 + 0.3 * (20 - 10)
    }

    @Test
    void anEngineThatRunsNothingWhileSomeWaitIsStarting() {
        assertThat(SeenLoad.first(new Load(0, 3, 0), 3, 0).slots()).isEqualTo(Integer.MAX_VALUE);
    }
}
