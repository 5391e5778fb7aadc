package dev.fogline.edge.config;

import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;

/// What is taken for true of a backend until the operator says otherwise.
final class Assumed {

    /// The type that runs models in the node itself.
    static final String LOCAL_TYPE = "llama-cpp";

    /// The type that asks somebody else.
    static final String REMOTE_TYPE = "openai";

    private static final EnergyProfile DEVICE =
            new EnergyProfile(15, 0, "assumed: 15 W above idle, a laptop's processor at work");

    private static final EnergyProfile CLOUD =
            new EnergyProfile(
                    0,
                    0.07,
                    "assumed: ML.ENERGY Leaderboard v3, Llama-3.1-8B on one H100 at batch 511");

    /// Assumed: more likely good than not, and the larger model more so; any learnt prior replaces
    /// them.
    private static final double DEVICE_QUALITY = 0.6;

    private static final double CLOUD_QUALITY = 0.8;

    private Assumed() {}

    /// Only the type known to run in this process stays on the device: any other may send the text
    /// away.
    static Tier tier(String type) {
        return type.equals(LOCAL_TYPE) ? Tier.DEVICE : Tier.CLOUD;
    }

    static EnergyProfile energy(Tier tier) {
        return switch (tier) {
            case DEVICE -> DEVICE;
            case CLOUD -> CLOUD;
        };
    }

    static double quality(Tier tier) {
        return switch (tier) {
            case DEVICE -> DEVICE_QUALITY;
            case CLOUD -> CLOUD_QUALITY;
        };
    }
}
