package dev.fogline.router.tenants;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who may use a node, by the keys they show.
///
/// **Called** at every request, on its thread, by many at once; returns at once, from memory. What
/// is revoked is unknown from the next call on.
public interface Tenants {

    /// Nobody but those who hold the node's own key, if it has one.
    static Tenants none() {
        return new Known(Map.of());
    }

    /// Whose key it is.
    Optional<Tenant> byKey(KeyHash key);

    /// Whether there are any. Where there are, nobody comes in without a key.
    boolean any();

    /// What a tenant may take; [TenantLimits#NONE] for one that is not here.
    TenantLimits limits(String name);

    /// What a tenant has lately taken on other nodes; it counts in its limits.
    default Elsewhere elsewhere(String name) {
        return Elsewhere.NOTHING;
    }

    /// Tenants that do not change.
    final class Known implements Tenants {

        private final Map<KeyHash, Tenant> byKey;
        private final Map<String, TenantLimits> limits = new HashMap<>();

        /// @param byKey each tenant by each of its keys
        public Known(Map<KeyHash, Tenant> byKey) {
            this.byKey = Map.copyOf(byKey);
            this.byKey.values().forEach(tenant -> limits.put(tenant.name(), tenant.limits()));
        }

        @Override
        public Optional<Tenant> byKey(KeyHash key) {
            return Optional.ofNullable(byKey.get(key));
        }

        @Override
        public boolean any() {
            return !byKey.isEmpty();
        }

        @Override
        public TenantLimits limits(String name) {
            return limits.getOrDefault(name, TenantLimits.NONE);
        }
    }
}
