package dev.fogline.edge.config;

import dev.fogline.edge.beacon.BeaconSetup;
import dev.fogline.edge.door.AccountsSetup;
import dev.fogline.router.BackendSetup;
import dev.fogline.router.CacheSetup;
import dev.fogline.router.LedgerSetup;
import dev.fogline.router.Limits;
import dev.fogline.router.Plugins;
import dev.fogline.router.PoolSetup;
import dev.fogline.router.fair.QueueSetup;
import dev.fogline.router.tenants.Tenants;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything a node is started with, checked as far as that is possible without starting it.
///
/// @param data where its state lies
/// @param plugins that were found
/// @param policies that decide
/// @param qualityPrior a file written by `fogline learn`
/// @param ledger how attempts are paid for
/// @param cache how many answers are kept to be given again
/// @param beacon how load and price are announced
/// @param pool whose members are found while the node runs
/// @param queue where requests wait for a slot; empty if every request runs at once
/// @param tenants that the file names
/// @param accounts where those are whom it does not name, and what all have used; of a cloud node
public record NodeConfig(
        ServerConfig server,
        Path data,
        Plugins plugins,
        List<BackendSetup> backends,
        Policies policies,
        Limits limits,
        Optional<Path> qualityPrior,
        LedgerSetup ledger,
        CacheSetup cache,
        BeaconSetup beacon,
        Optional<PoolSetup> pool,
        Optional<QueueSetup> queue,
        Tenants tenants,
        AccountsSetup accounts) {

    public NodeConfig {
        backends = List.copyOf(backends);
    }

    /// @throws ConfigException if others could reach this node without a key
    public NodeConfig guarded() {
        if (server.apiKey().isEmpty() && !tenants.any() && !server.onLoopback()) {
            throw new ConfigException(
                    "server.host "
                            + server.host()
                            + " is not the loopback: set server.api-key, or name tenants with keys, before others can reach this node");
        }
        return this;
    }
}
