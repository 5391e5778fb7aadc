package dev.fogline.router.ledger;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.answer.Usage;

/// An attempt that is about to be made: for whom, by whom, at what price, and what it will probably
/// use. Figures and names only, never text.
///
/// @param requestId unique in this node
/// @param decisionId of the decision that led to it; that of the request unless requests were
///   joined
/// @param tenant who pays
/// @param backend the configured name
/// @param model as the backend names it
/// @param tier where it runs
/// @param prices of its tokens
/// @param energy of its work
/// @param expected tokens, charged if nobody ever learns what it took; marked estimated
public record Charge(
        String requestId,
        String decisionId,
        String tenant,
        String backend,
        String model,
        Tier tier,
        Prices prices,
        EnergyProfile energy,
        Usage expected) {

    /// Whether somebody may send a bill for it: it has a price, or it runs on a machine of others.
    ///
    /// Such an attempt is written down before it is made.
    boolean paid() {
        return !prices.free() || tier == Tier.CLOUD;
    }
}
