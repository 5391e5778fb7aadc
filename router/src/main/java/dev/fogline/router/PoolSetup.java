package dev.fogline.router;

import dev.fogline.router.pool.Balance;
import dev.fogline.router.pool.Discovery;
import java.time.Duration;
import java.util.HashMap;

/// One configured pool: where its members come from, how each is asked, and how it is chosen.
///
/// @param backend what every member has in common; its name is the pool's, its setting `url` is
///   replaced by the member's
/// @param discovery where the members come from
/// @param balance how one is chosen
/// @param refresh between two looks at the members and where they come from, positive
/// @param slowStart until one that is back has its whole share, ≥ 0
/// @param drain how long one that has left may finish what it has, ≥ 0
public record PoolSetup(
        BackendSetup backend,
        Discovery discovery,
        Balance balance,
        Duration refresh,
        Duration slowStart,
        Duration drain) {

    /// The backend of one member.
    BackendSetup member(String name, String url) {
        var settings = new HashMap<>(backend.settings());
        settings.put("url", url);
        return new BackendSetup(
                name,
                backend.type(),
                settings,
                backend.tier(),
                backend.pricing(),
                backend.operatingCost(),
                backend.energy(),
                backend.qualityPrior());
    }
}
