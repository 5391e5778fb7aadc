package dev.fogline.edge.config;

import dev.fogline.router.BackendSetup;
import dev.fogline.router.Pricing;
import dev.fogline.spi.OperatingCost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Backends that flags name: `--model` changes the first one that runs here or adds one, `--cloud`
/// likewise the first one that asks somebody else.
///
/// @param models where models are installed
/// @param prices of those that ask somebody else
record FlaggedBackends(
        Overrides overrides, Map<String, String> environment, Path models, PriceBook prices) {

    private static final String CLOUD_KEY = "FOGLINE_CLOUD_API_KEY";

    List<BackendSetup> over(List<BackendSetup> configured) {
        var backends = new ArrayList<>(configured);
        overrides
                .model()
                .ifPresent(
                        file ->
                                put(
                                        backends,
                                        Assumed.LOCAL_TYPE,
                                        "device",
                                        Map.of("file", file(file).toString())));
        overrides
                .cloud()
                .ifPresent(url -> put(backends, Assumed.REMOTE_TYPE, "cloud", remote(url)));
        return List.copyOf(backends);
    }

    /// A file that is there wins over a model of its name.
    private Path file(Path model) {
        String name = model.toString();
        if (Files.exists(model) || !ModelNames.fits(name) || name.endsWith(ModelNames.ENDING)) {
            return model;
        }
        Path installed = ModelNames.file(models, name);
        if (!Files.exists(installed)) {
            throw new ConfigException(
                    "--model "
                            + name
                            + ": there is neither such a file nor such a model in "
                            + models
                            + "; fogline models list shows what is there");
        }
        return installed;
    }

    private Map<String, String> remote(String url) {
        var settings = new HashMap<>(Map.of("url", url));
        String key = environment.getOrDefault(CLOUD_KEY, "");
        if (!key.isBlank()) {
            settings.put("api-key", key);
        }
        return settings;
    }

    private void put(
            List<BackendSetup> backends, String type, String name, Map<String, String> settings) {
        for (int i = 0; i < backends.size(); i++) {
            if (backends.get(i).type().equals(type)) {
                backends.set(i, with(backends.get(i), settings));
                return;
            }
        }
        var tier = Assumed.tier(type);
        backends.add(
                new BackendSetup(
                        name,
                        type,
                        settings,
                        tier,
                        prices.usual(type, tier, Optional.ofNullable(settings.get("url"))),
                        new OperatingCost.None(),
                        Assumed.energy(tier),
                        Assumed.quality(tier)));
    }

    private BackendSetup with(BackendSetup backend, Map<String, String> more) {
        var settings = new HashMap<>(backend.settings());
        settings.putAll(more);
        return new BackendSetup(
                backend.name(),
                backend.type(),
                settings,
                backend.tier(),
                pricing(backend, settings),
                backend.operatingCost(),
                backend.energy(),
                backend.qualityPrior());
    }

    /// Prices that were found by the address follow it; others are the operator's word.
    private Pricing pricing(BackendSetup backend, Map<String, String> settings) {
        return backend.pricing().equals(usual(backend, backend.settings()))
                ? usual(backend, settings)
                : backend.pricing();
    }

    private Pricing usual(BackendSetup backend, Map<String, String> settings) {
        return prices.usual(
                backend.type(), backend.tier(), Optional.ofNullable(settings.get("url")));
    }
}
