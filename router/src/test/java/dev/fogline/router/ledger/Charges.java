package dev.fogline.router.ledger;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.TokenRates;
import dev.fogline.spi.answer.Usage;

/// Attempts these tests begin with.
final class Charges {

    /// Three dollars a million prompt tokens, 0.3 a million cached ones, 15 a million generated
    /// ones.
    static final Prices PRICED =
            new Prices(
                    new TokenRates(3_000_000, 300_000, 3_000_000, 15_000_000, 15_000_000),
                    "a test");

    static final Usage EXPECTED = new Usage(100, 0, 129, 0, Usage.Origin.ESTIMATED);

    /// 100 at 3000 and 129 at 15000 nano-dollars a thousand.
    static final long EXPECTED_NANO_USD = 300_000 + 1_935_000;

    private Charges() {}

    static Charge cloud(String requestId) {
        return cloud(requestId, "alice");
    }

    static Charge cloud(String requestId, String tenant) {
        return new Charge(
                requestId,
                requestId,
                tenant,
                "cloud",
                "large",
                Tier.CLOUD,
                PRICED,
                new EnergyProfile(0, 0.5, "configured"),
                EXPECTED);
    }

    static Charge device(String requestId) {
        return new Charge(
                requestId,
                requestId,
                "alice",
                "edge",
                "small",
                Tier.DEVICE,
                Prices.FREE,
                new EnergyProfile(15, 0, "assumed: a laptop"),
                EXPECTED);
    }
}
