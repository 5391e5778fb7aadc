package dev.fogline.router.fair;

import dev.fogline.router.tenants.Tenants;
import java.util.Optional;

/// How tenants share a node.
///
/// @param queue where requests wait for a slot; empty if every request runs at once
/// @param tenants whose limits hold
public record FairSetup(Optional<QueueSetup> queue, Tenants tenants) {}
