package dev.fogline.cloud.accounts;

import dev.fogline.router.tenants.Elsewhere;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import dev.fogline.router.tenants.Tenants;
import java.util.Optional;

/// The tenants of the configuration and of the database, from memory; who has them look again tells
/// them what is known by then. Thread-safe.
final class LiveTenants implements Tenants {

    private final Tenants configured;
    private volatile boolean seen;
    private volatile LastLook known = LastLook.NOTHING;

    /// @param seen whether nobody is to be let in without a key before the first look: not where
    ///   the database is this node's own
    LiveTenants(Tenants configured, boolean seen) {
        this.configured = configured;
        this.seen = seen;
    }

    LastLook known() {
        return known;
    }

    void know(LastLook now) {
        known = now;
        seen = true;
    }

    @Override
    public Optional<Tenant> byKey(KeyHash key) {
        return configured.byKey(key).or(() -> Optional.ofNullable(known.byKey().get(key)));
    }

    /// As long as a shared database was never reached there may be some; and where the last key was
    /// revoked nobody comes in, rather than everybody.
    @Override
    public boolean any() {
        return configured.any() || !seen || known.any();
    }

    @Override
    public TenantLimits limits(String name) {
        TenantLimits own = configured.limits(name);
        return own.equals(TenantLimits.NONE)
                ? known.limits().getOrDefault(name, TenantLimits.NONE)
                : own;
    }

    @Override
    public Elsewhere elsewhere(String name) {
        return known.elsewhere().getOrDefault(name, Elsewhere.NOTHING);
    }
}
