package dev.fogline.router;

import dev.fogline.cost.FirstSpeed;
import dev.fogline.router.fair.FairSetup;
import dev.fogline.spi.Ticker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything a router is made of; nothing is looked up elsewhere.
///
/// @param backends in the order of preference among equals
/// @param policies that trade time, money, energy and quality
/// @param limits of the pipeline
/// @param dataDir where the journal lies; made with mode 0700 if it is missing
/// @param plugins that were found
/// @param registry that metrics are registered in
/// @param ticker the monotonic clock
/// @param wallClock for the times in the journal
/// @param qualityPrior a file written by `fogline learn`
/// @param speeds known before anything is answered, by `backend/model`; what is not in it is
///   assumed
/// @param ledger how attempts are paid for; it lies beside the journal
/// @param cache how many answers are kept to be given again
/// @param pool whose members are found while the router runs
/// @param fair how tenants share this node; empty if nobody waits and nobody is limited
public record RouterSetup(
        List<BackendSetup> backends,
        PolicyBook policies,
        Limits limits,
        Path dataDir,
        Plugins plugins,
        PrometheusRegistry registry,
        Ticker ticker,
        InstantSource wallClock,
        Optional<Path> qualityPrior,
        Map<String, FirstSpeed> speeds,
        LedgerSetup ledger,
        CacheSetup cache,
        Optional<PoolSetup> pool,
        Optional<FairSetup> fair) {

    public RouterSetup {
        backends = List.copyOf(backends);
        speeds = Map.copyOf(speeds);
    }

    /// The backends, and what the members of the pool have in common.
    List<BackendSetup> everybody() {
        return Stream.concat(backends.stream(), pool.map(PoolSetup::backend).stream()).toList();
    }

    /// Without a pool, and shared by nobody.
    public RouterSetup(
            List<BackendSetup> backends,
            PolicyBook policies,
            Limits limits,
            Path dataDir,
            Plugins plugins,
            PrometheusRegistry registry,
            Ticker ticker,
            InstantSource wallClock,
            Optional<Path> qualityPrior,
            Map<String, FirstSpeed> speeds,
            LedgerSetup ledger,
            CacheSetup cache) {
        this(
                backends,
                policies,
                limits,
                dataDir,
                plugins,
                registry,
                ticker,
                wallClock,
                qualityPrior,
                speeds,
                ledger,
                cache,
                Optional.empty(),
                Optional.empty());
    }
}
