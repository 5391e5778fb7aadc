package dev.fogline.cloud.accounts;

import dev.fogline.router.tenants.Elsewhere;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.router.tenants.TenantLimits;
import java.util.HashMap;
import java.util.Map;

/// What a node knows of the database, as of its last look.
///
/// @param any whether there are tenants, with keys that hold or without
/// @param byKey tenants by each key that holds
/// @param limits by tenant
/// @param elsewhere what tenants took on other nodes
record LastLook(
        boolean any,
        Map<KeyHash, Tenant> byKey,
        Map<String, TenantLimits> limits,
        Map<String, Elsewhere> elsewhere) {

    static final LastLook NOTHING = new LastLook(false, Map.of(), Map.of(), Map.of());

    LastLook {
        byKey = Map.copyOf(byKey);
        limits = Map.copyOf(limits);
        elsewhere = Map.copyOf(elsewhere);
    }

    /// The same with other tenants.
    LastLook with(boolean some, Map<KeyHash, Tenant> tenants) {
        if (some == any && tenants.equals(byKey)) {
            return this;
        }
        var limitsOf = new HashMap<String, TenantLimits>();
        tenants.values().forEach(tenant -> limitsOf.put(tenant.name(), tenant.limits()));
        return new LastLook(some, tenants, limitsOf, elsewhere);
    }

    /// The same after a look at what others wrote down.
    LastLook with(Map<String, Long> tokensLastMinute, Map<String, Long> nanoUsdToday) {
        var sums = new HashMap<String, Elsewhere>();
        nanoUsdToday.forEach((tenant, nanoUsd) -> sums.put(tenant, new Elsewhere(0, nanoUsd)));
        tokensLastMinute.forEach(
                (tenant, tokens) ->
                        sums.put(
                                tenant,
                                new Elsewhere(tokens, nanoUsdToday.getOrDefault(tenant, 0L))));
        return new LastLook(any, byKey, limits, sums);
    }
}
