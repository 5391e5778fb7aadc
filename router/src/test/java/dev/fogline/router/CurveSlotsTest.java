package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveSlotsTest {

    private static final OperatingCost POOL =
            new OperatingCost.Pool(1, List.of(new BatchSpeed(8, 100)), "a test");

    @Test
    void whatIsBeyondTheCurveWaits() {
        assertThat(CurveSlots.of(node(Integer.MAX_VALUE, 11, 2), POOL)).isEqualTo(node(8, 8, 5));
        assertThat(CurveSlots.of(node(Integer.MAX_VALUE, 3, 0), POOL)).isEqualTo(node(8, 3, 0));
    }

    @Test
    void whatIsToldIsNotGuessed() {
        NodeState told = node(4, 4, 7);
        NodeState unknown = node(Integer.MAX_VALUE, 9, 0);

        assertThat(CurveSlots.of(told, POOL)).isSameAs(told);
        assertThat(CurveSlots.of(unknown, new OperatingCost.None())).isSameAs(unknown);
    }

    private static NodeState node(int slots, int running, int queued) {
        return new NodeState(Readiness.READY, slots, running, queued, 0, 0, 0, 0);
    }
}
