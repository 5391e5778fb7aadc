package dev.fogline.cloud.accounts;

import dev.fogline.router.tenants.Tenant;
import java.util.List;

/// A tenant of the database, with the keys that hold.
///
/// @param keyIds the first digits of each key's SHA-256, enough to tell them apart
public record TenantRow(Tenant tenant, List<String> keyIds) {

    public TenantRow {
        keyIds = List.copyOf(keyIds);
    }
}
