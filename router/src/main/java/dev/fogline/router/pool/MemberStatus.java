package dev.fogline.router.pool;

import dev.fogline.spi.NodeState;
import java.util.Map;
import java.util.Optional;

/// One member as an operator sees it.
///
/// @param member as it was discovered
/// @param standing what it is good for now
/// @param reason why it gets no requests, or fewer; empty where it gets its share
/// @param inFlight our requests there, ≥ 0
/// @param ramp how far it has come into use again, in (0, 1]
/// @param tellsLoad whether it says how busy it is; where not, only our own requests are known
/// @param models its state by the names of its models
public record MemberStatus(
        Member member,
        Standing standing,
        Optional<String> reason,
        int inFlight,
        double ramp,
        boolean tellsLoad,
        Map<String, NodeState> models) {

    public MemberStatus {
        models = Map.copyOf(models);
    }

    /// What a member is good for.
    public enum Standing {
        /// It gets its share.
        UP,
        /// It is back, and gets a share that grows.
        STARTING,
        /// It does not answer, or serves nothing.
        DOWN,
        /// It gets no new requests; those it has go on.
        DRAINING,
        /// It gets no new requests, and has none.
        DRAINED
    }
}
