package dev.fogline.router.tenants;

import dev.fogline.router.Budgets;

/// Somebody who shares a node with others.
///
/// @param name by which budgets, the ledger, metrics and policies know it; not blank
/// @param limits of what it may take
public record Tenant(String name, TenantLimits limits) {

    /// Whose requests are where no key tells: the one user of a device, and whoever holds the
    /// node's own key.
    public static final String LOCAL = "local";

    /// Whether somebody may be called so who shares a node: names that stand for others may not be
    /// taken.
    public static boolean fits(String name) {
        return !name.isBlank() && !name.equals(LOCAL) && !name.equals(Budgets.DEFAULT);
    }

    public Tenant {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tenant needs a name");
        }
    }
}
