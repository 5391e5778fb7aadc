package dev.fogline.router;

import dev.fogline.router.pool.Load;
import dev.fogline.router.pool.Member;
import dev.fogline.router.pool.MemberBackend;
import dev.fogline.router.pool.MemberStatus;
import dev.fogline.router.pool.MemberStatus.Standing;
import dev.fogline.spi.ServedModel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One member while it is in the pool.
///
/// @param member as it was discovered
/// @param place in the catalog
/// @param backend that counts, below whatever accounts for it
/// @param leftAtNanos when it was missing among the members; empty while it is one
record PoolMember(
        Member member, Catalog.Place place, MemberBackend backend, Optional<Long> leftAtNanos) {

    private static final System.Logger LOG = System.getLogger(PoolMember.class.getName());

    /// What a member is made of.
    record Made(Catalog.Place place, MemberBackend backend) {}

    /// The same engine, described anew.
    PoolMember as(Member described) {
        return new PoolMember(described, place, backend, Optional.empty());
    }

    /// The same, out of use from now on, or since it was before.
    PoolMember leaving(long nowNanos) {
        return new PoolMember(member, place, backend, leftAtNanos.or(() -> Optional.of(nowNanos)));
    }

    /// Whether it gets new requests.
    boolean asked() {
        return leftAtNanos.isEmpty() && !member.draining();
    }

    /// Whether it has left, and finished or had its time.
    boolean over(long nowNanos, Duration drain) {
        return leftAtNanos
                .map(since -> backend.inFlight() == 0 || nowNanos - since >= drain.toNanos())
                .orElse(false);
    }

    void said(Optional<Load> load) {
        load.ifPresentOrElse(backend::said, backend::silent);
    }

    MemberStatus status() {
        var models =
                backend.models().stream()
                        .map(ServedModel::name)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), backend::state));
        double ramp = backend.share().ramp();
        Standing standing = standing(ramp);
        return new MemberStatus(
                member,
                standing,
                reason(standing),
                backend.inFlight(),
                ramp,
                backend.tellsLoad(),
                models);
    }

    private Standing standing(double ramp) {
        if (!asked()) {
            return backend.inFlight() == 0 ? Standing.DRAINED : Standing.DRAINING;
        }
        if (!backend.up()) {
            return Standing.DOWN;
        }
        return ramp < 1 ? Standing.STARTING : Standing.UP;
    }

    private Optional<String> reason(Standing standing) {
        return switch (standing) {
            case UP -> Optional.empty();
            case STARTING -> Optional.of("it came back a while ago");
            case DOWN ->
                    Optional.of(
                            backend.models().isEmpty()
                                    ? "it has not listed its models"
                                    : "the last look at it failed");
            case DRAINING, DRAINED ->
                    Optional.of(
                            leftAtNanos.isPresent()
                                    ? "it is no longer among the members"
                                    : "it is marked as draining");
        };
    }

    void close() {
        try {
            place.backend().close();
        } catch (RuntimeException | LinkageError thrown) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "member {0} did not close: {1}",
                    member.name(),
                    thrown);
        }
    }
}
