package dev.fogline.edge.config;

import dev.fogline.router.BackendSetup;
import dev.fogline.router.Plugins;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An entry of `backends`.
final class BackendReader {

    private static final Set<String> OWN =
            Set.of("name", "type", "tier", "prices", "pool", "energy", "quality");
    private static final String URL = "url";
    private static final String PROBE_INTERVAL = "probe-interval-millis";

    /// A member that fails a look gets no more requests, so it is looked at often.
    private static final String MEMBER_PROBE_MILLIS = "1000";

    private static final double MAX_WATTS = 10_000;
    private static final double MAX_JOULES_PER_TOKEN = 10_000;
    private static final double MAX_GRAMS_PER_KWH = 10_000;

    private final Plugins plugins;
    private final PriceBook prices;

    BackendReader(Plugins plugins, PriceBook prices) {
        this.plugins = plugins;
        this.prices = prices;
    }

    BackendSetup read(Section section) {
        String type = section.required("type");
        List<Setting> settings = ProviderSettings.of(plugins, "backend", section, type);
        var known = new HashSet<>(OWN);
        settings.forEach(setting -> known.add(setting.key()));
        section.knowing(known);
        String name = section.required("name");
        if (name.isBlank() || name.contains("/")) {
            throw section.wrong("name", "'" + name + "' must not be blank or hold a slash");
        }
        return read(section, name, type, ProviderSettings.values(section, settings));
    }

    /// What all members of a pool have in common; their addresses are their own.
    ///
    /// @param name of the pool
    BackendSetup common(Section section, String name) {
        String type = section.text("type").orElse(Assumed.REMOTE_TYPE);
        List<Setting> settings =
                ProviderSettings.of(plugins, "backend", section, type).stream()
                        .filter(setting -> !setting.key().equals(URL))
                        .toList();
        var known = new HashSet<>(OWN);
        known.remove("name");
        settings.forEach(setting -> known.add(setting.key()));
        section.knowing(known);
        var values = new HashMap<>(ProviderSettings.values(section, settings));
        values.putIfAbsent(PROBE_INTERVAL, MEMBER_PROBE_MILLIS);
        return read(section, name, type, values);
    }

    private BackendSetup read(
            Section section, String name, String type, Map<String, String> values) {
        Tier tier = tier(section, type);
        return new BackendSetup(
                name,
                type,
                values,
                tier,
                section.section("prices")
                        .map(own -> MoneySections.pricing(own, prices))
                        .orElseGet(
                                () ->
                                        prices.usual(
                                                type, tier, Optional.ofNullable(values.get(URL)))),
                MoneySections.operatingCost(section),
                section.section("energy").map(BackendReader::energy).orElse(Assumed.energy(tier)),
                section.number("quality", 0, 1, Assumed.quality(tier)));
    }

    private static Tier tier(Section section, String type) {
        return section.text("tier")
                .map(
                        tier ->
                                switch (tier) {
                                    case "device" -> Tier.DEVICE;
                                    case "cloud" -> Tier.CLOUD;
                                    default ->
                                            throw section.wrong(
                                                    "tier",
                                                    "'" + tier + "' is neither device nor cloud");
                                })
                .orElse(Assumed.tier(type));
    }

    private static EnergyProfile energy(Section section) {
        var known = new HashSet<>(MoneySections.OF_ENERGY);
        known.addAll(Set.of("busy-watts", "joules-per-token", "grams-co2-per-kwh", "source"));
        section.knowing(known);
        return new EnergyProfile(
                section.number("busy-watts", 0, MAX_WATTS, 0),
                section.number("joules-per-token", 0, MAX_JOULES_PER_TOKEN, 0),
                section.number("grams-co2-per-kwh", 0, MAX_GRAMS_PER_KWH, 0),
                section.text("source").orElse("configured"));
    }
}
