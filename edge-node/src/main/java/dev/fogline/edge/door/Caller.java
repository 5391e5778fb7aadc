package dev.fogline.edge.door;

import dev.fogline.router.tenants.Tenant;
import io.helidon.webserver.http.ServerRequest;

/// Who sent a request, as the guard found out; it lies in the request's context.
///
/// @param tenant whose key was shown; [Tenant#LOCAL] where none is needed
/// @param access what it may look at
record Caller(String tenant, Access access) {

    /// Whoever runs the node: holds its own key, or sits at it where no key is needed.
    static final Caller OPERATOR = new Caller(Tenant.LOCAL, Access.ALL);

    /// What a caller may look at.
    enum Access {
        ALL,
        OWN
    }

    static Caller tenant(String name) {
        return new Caller(name, Access.OWN);
    }

    /// Of a request that has passed the guard.
    static Caller of(ServerRequest request) {
        return request.context().get(Caller.class).orElse(OPERATOR);
    }

    boolean sees(String tenant) {
        return access == Access.ALL || this.tenant.equals(tenant);
    }
}
