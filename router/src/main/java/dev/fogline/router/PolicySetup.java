package dev.fogline.router;

import java.util.Map;

/// Which policy decides.
///
/// @param type of the provider that makes it
/// @param settings for the provider
public record PolicySetup(String type, Map<String, String> settings) {

    /// What decides where nothing is configured.
    public static final PolicySetup DEFAULT =
            new PolicySetup(BalancedPolicyProvider.TYPE, Map.of());

    public PolicySetup {
        settings = Map.copyOf(settings);
    }
}
