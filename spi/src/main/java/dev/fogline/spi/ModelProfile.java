package dev.fogline.spi;

import dev.fogline.spi.request.Ability;
import java.util.Set;

/// A served model with what the operator says of it; it changes with the configuration, not with
/// the load.
///
/// @param name as the backend names it
/// @param tier where it runs
/// @param contextTokens prompt and answer together, ≥ 1
/// @param abilities what it can do
/// @param prices of its tokens
/// @param operatingCost of running it, beside those prices
/// @param energy of its work
/// @param qualityPrior probability that an answer is good enough, before anything is learnt, in [0,
///   1]
/// @param revision what changes when its weights or their quantisation do; empty if nobody knows
public record ModelProfile(
        String name,
        Tier tier,
        int contextTokens,
        Set<Ability> abilities,
        Prices prices,
        OperatingCost operatingCost,
        EnergyProfile energy,
        double qualityPrior,
        String revision) {

    public ModelProfile {
        abilities = Set.copyOf(abilities);
        if (contextTokens < 1 || !(qualityPrior >= 0 && qualityPrior <= 1)) {
            throw new IllegalArgumentException(
                    "contextTokens "
                            + contextTokens
                            + " below 1 or qualityPrior "
                            + qualityPrior
                            + " not in [0, 1]");
        }
    }

    /// A model of which nobody knows when it changes.
    public ModelProfile(
            String name,
            Tier tier,
            int contextTokens,
            Set<Ability> abilities,
            Prices prices,
            OperatingCost operatingCost,
            EnergyProfile energy,
            double qualityPrior) {
        this(name, tier, contextTokens, abilities, prices, operatingCost, energy, qualityPrior, "");
    }

    /// A model whose running costs nothing beside its prices.
    public ModelProfile(
            String name,
            Tier tier,
            int contextTokens,
            Set<Ability> abilities,
            Prices prices,
            EnergyProfile energy,
            double qualityPrior) {
        this(
                name,
                tier,
                contextTokens,
                abilities,
                prices,
                new OperatingCost.None(),
                energy,
                qualityPrior);
    }

    /// Where a model runs, as far as data protection and money care.
    public enum Tier {
        /// On the user's own device: the text does not leave it.
        DEVICE,
        /// Anywhere else.
        CLOUD
    }
}
