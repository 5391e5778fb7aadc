package dev.fogline.router.fair;

import dev.fogline.router.tenants.TenantLimits;
import java.util.Optional;
import java.util.function.Function;

/// How tenants share a node.
///
/// @param queue where requests wait for a slot; empty if every request runs at once
/// @param limits of a tenant, asked at every request, on its thread; must return at once
public record FairSetup(Optional<QueueSetup> queue, Function<String, TenantLimits> limits) {}
