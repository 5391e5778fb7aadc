package dev.fogline.cost;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import java.util.OptionalDouble;

/// What of a node's state slows a request down.
///
/// @param running requests that would share its batch, ≥ 0
/// @param unreadTokens of the prompts of requests that are before it, ≥ 0
/// @param turnsAhead how often all slots must become free before it has one, ≥ 0
/// @param rttMillis one round trip, ≥ 0
/// @param cold whether the model must be loaded first
/// @param announcedWaitMillis the wait that whoever runs the model expects, ≥ 0; empty if nobody
///   announced one
record Occupancy(
        double running,
        double unreadTokens,
        double turnsAhead,
        double rttMillis,
        boolean cold,
        OptionalDouble announcedWaitMillis) {

    /// As it was observed or announced: what answers are learnt with.
    static Occupancy of(NodeState node) {
        return of(node, 1);
    }

    /// As a decision reckons with it: see [Announcement#loadFactor].
    static Occupancy expected(NodeState node) {
        return of(node, node.announcement().map(Announcement::loadFactor).orElse(1.0));
    }

    private static Occupancy of(NodeState node, double factor) {
        double load = factor * ((double) node.running() + node.queued());
        double ahead = Math.max(0.0, load + 1 - node.slots());
        OptionalDouble wait =
                node.announcement().isPresent()
                        ? OptionalDouble.of(factor * node.announcement().get().waitMillis())
                        : OptionalDouble.empty();
        return new Occupancy(
                Math.min(factor * node.running(), node.slots() - 1),
                factor * node.unreadTokens(),
                ahead / node.slots(),
                node.rttMillis(),
                node.readiness() == NodeState.Readiness.COLD,
                wait);
    }
}
