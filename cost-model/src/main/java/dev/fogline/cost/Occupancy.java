package dev.fogline.cost;

import dev.fogline.spi.NodeState;

/// What of a node's state slows a request down.
///
/// @param running requests that would share its batch, ≥ 0
/// @param turnsAhead how often all slots must become free before it has one, ≥ 0
/// @param rttMillis one round trip, ≥ 0
/// @param cold whether the model must be loaded first
record Occupancy(double running, double turnsAhead, double rttMillis, boolean cold) {

    static Occupancy of(NodeState node) {
        double ahead = Math.max(0.0, (double) node.running() + node.queued() + 1 - node.slots());
        return new Occupancy(
                Math.min(node.running(), node.slots() - 1),
                ahead / node.slots(),
                node.rttMillis(),
                node.readiness() == NodeState.Readiness.COLD);
    }
}
