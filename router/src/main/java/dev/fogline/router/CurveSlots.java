package dev.fogline.router;

import dev.fogline.cost.PoolPrice;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost;

/// The slots of an engine that does not tell them, where its batch curve does: beyond the curve's
/// last point requests wait. Pure.
final class CurveSlots {

    private CurveSlots() {}

    static NodeState of(NodeState state, OperatingCost cost) {
        if (state.slots() != Integer.MAX_VALUE || !(cost instanceof OperatingCost.Pool pool)) {
            return state;
        }
        int slots = new PoolPrice(pool).full();
        int running = Math.min(state.running(), slots);
        return new NodeState(
                state.readiness(),
                slots,
                running,
                state.queued() + state.running() - running,
                state.unreadTokens(),
                state.decodeTokensPerSecond(),
                state.kvUse(),
                state.rttMillis(),
                state.observedAtNanos(),
                state.announcement());
    }
}
