package dev.fogline.router.pool;

import dev.fogline.spi.NodeState;

/// What an engine last said of its load, brought up to now by our own requests.
///
/// ```
/// others   = max(0, running + waiting - ownThen)
/// requests = others + ownNow
/// ```
///
/// What others have is as old as the last look; what we have is known at every moment. So a member
/// that was asked a moment ago is not taken for idle until the next look. Immutable.
///
/// @param load as it said
/// @param ownThen our requests that ran there when it said so, ≥ 0
/// @param slots requests that fit into its batch, learnt; [Integer#MAX_VALUE] while none ever
///   waited
/// @param observedAtNanos when it said so
public record SeenLoad(Load load, int ownThen, int slots, long observedAtNanos) {

    /// A batch is bounded by memory, so its size depends on the requests in it: the last looks
    /// count for a third together, the earlier ones for the rest (assumed).
    private static final double NEWEST = 0.3;

    /// The first word of a member.
    static SeenLoad first(Load load, int ownThen, long nowNanos) {
        return new SeenLoad(load, ownThen, Integer.MAX_VALUE, nowNanos).learnt(load);
    }

    SeenLoad next(Load now, int ownNow, long nowNanos) {
        return new SeenLoad(now, ownNow, slots, nowNanos).learnt(now);
    }

    /// Where some wait, as many run as can; where none does, at least as many can as run.
    private SeenLoad learnt(Load now) {
        int most =
                now.waiting() > 0 && now.running() > 0
                        ? slots == Integer.MAX_VALUE
                                ? now.running()
                                : (int)
                                        Math.round(
                                                slots + NEWEST * ((double) now.running() - slots))
                        : Math.max(slots, now.running());
        return new SeenLoad(load, ownThen, Math.max(1, most), observedAtNanos);
    }

    /// Of all its clients, ≥ own.
    int requests(int own) {
        return Math.max(0, load.requests() - ownThen) + own;
    }

    /// @param node what is known without asking it
    NodeState state(NodeState node, int own) {
        int requests = requests(own);
        int running = Math.min(requests, slots);
        return new NodeState(
                node.readiness(),
                slots,
                running,
                requests - running,
                node.decodeTokensPerSecond(),
                load.kvUse(),
                node.rttMillis(),
                Math.max(node.observedAtNanos(), observedAtNanos));
    }
}
