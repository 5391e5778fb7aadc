package dev.fogline.router;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.OperatingCost;
import java.util.Map;

/// One configured backend: the plugin's own settings, and what the operator says of its models.
///
/// @param name unique in the node
/// @param type of the provider that makes it
/// @param settings for the provider, secrets among them: never printed
/// @param tier where its models run
/// @param pricing where the prices of their tokens come from
/// @param operatingCost of running them, beside those prices
/// @param energy of their work
/// @param qualityPrior probability of a good answer before anything is learnt, in [0, 1]
public record BackendSetup(
        String name,
        String type,
        Map<String, String> settings,
        Tier tier,
        Pricing pricing,
        OperatingCost operatingCost,
        EnergyProfile energy,
        double qualityPrior) {

    public BackendSetup {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "BackendSetup[" + name + ", " + type + "]";
    }
}
