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
/// How many fit into its batch is learnt, as hardly any engine says so:
///
/// ```
/// sample = running            where half of the cache or more is held and some wait: as many run as can
///          running / kvUse    where half of it is held and nobody waits: the rest holds as much
///          running            where less is held, some wait, some waited at the last look too, and
///                             no more run than then: something else is the bound
/// fits   = fits + NEWEST * (sample - fits); never less than run where there is no sample
/// ```
///
/// One look at a queue tells nothing where the cache is empty: prompts of a burst wait while those
/// before them are read, however many fit.
///
/// @param load as it said
/// @param ownThen our requests that ran there when it said so, ≥ 0
/// @param fits requests that fit into its batch, ≥ 1; [Double#POSITIVE_INFINITY] while nothing
///   tells
/// @param observedAtNanos when it said so
public record SeenLoad(Load load, int ownThen, double fits, long observedAtNanos) {

    /// A batch is bounded by memory, so its size depends on the requests in it: the newest look
    /// counts for a third, the earlier ones for the rest (assumed; in a simulation of the balancer
    /// a tenth and a half did as well).
    private static final double NEWEST = 0.3;

    /// Less of the cache than that says little of how many fit into all of it (assumed).
    private static final double TELLING_USE = 0.5;

    /// Of a member that has not said anything, or says nothing any more.
    static SeenLoad silent(double fits, long observedAtNanos) {
        return new SeenLoad(new Load(0, 0, 0), 0, fits, observedAtNanos);
    }

    /// The first word of a member.
    static SeenLoad first(Load load, int ownThen, long nowNanos) {
        return silent(Double.POSITIVE_INFINITY, nowNanos).next(load, ownThen, nowNanos);
    }

    SeenLoad next(Load now, int ownNow, long nowNanos) {
        return new SeenLoad(now, ownNow, learnt(now), nowNanos);
    }

    private double learnt(Load now) {
        if (now.running() == 0) {
            return fits; // an engine that runs nothing while some wait is starting
        }
        if (now.kvUse() >= TELLING_USE) {
            return mixed(now.waiting() > 0 ? now.running() : now.running() / now.kvUse());
        }
        if (now.waiting() > 0 && load.waiting() > 0 && now.running() <= load.running()) {
            return mixed(now.running());
        }
        return Math.max(fits, now.running());
    }

    private double mixed(double sample) {
        return fits == Double.POSITIVE_INFINITY ? sample : fits + NEWEST * (sample - fits);
    }

    /// Requests that fit into its batch, ≥ 1; [Integer#MAX_VALUE] while nothing tells.
    int slots() {
        return fits == Double.POSITIVE_INFINITY
                ? Integer.MAX_VALUE
                : (int) Math.max(1, Math.round(fits));
    }

    /// Of all its clients, ≥ own.
    int requests(int own) {
        return Math.max(0, load.requests() - ownThen) + own;
    }

    /// @param node what is known without asking it
    NodeState state(NodeState node, int own) {
        int requests = requests(own);
        int slots = slots();
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
