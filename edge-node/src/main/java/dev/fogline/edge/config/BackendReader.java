package dev.fogline.edge.config;

import dev.fogline.router.BackendSetup;
import dev.fogline.router.Plugins;
import dev.fogline.spi.EnergyProfile;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.Setting;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An entry of `backends`.
final class BackendReader {

    private static final Set<String> OWN =
            Set.of("name", "type", "tier", "prices", "energy", "quality");
    private static final String CACHED_INPUT = "cached-input-usd-per-million";
    private static final double MAX_WATTS = 10_000;
    private static final double MAX_JOULES_PER_TOKEN = 10_000;
    private static final double MAX_GRAMS_PER_KWH = 10_000;

    /// A price above a million dollars for a million tokens is a slip of the pen.
    private static final BigDecimal MAX_USD_PER_MILLION = BigDecimal.valueOf(1_000_000);

    private final Plugins plugins;

    BackendReader(Plugins plugins) {
        this.plugins = plugins;
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
        Tier tier = tier(section, type);
        return new BackendSetup(
                name,
                type,
                ProviderSettings.values(section, settings),
                tier,
                section.section("prices").map(BackendReader::prices).orElse(Prices.FREE),
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

    private static Prices prices(Section section) {
        section.knowing(
                Set.of("input-usd-per-million", CACHED_INPUT, "output-usd-per-million", "source"));
        BigDecimal input = usd(section, "input-usd-per-million");
        BigDecimal output = usd(section, "output-usd-per-million");
        Prices prices =
                Prices.perMillion(input, output, section.text("source").orElse("configured"));
        return section.text(CACHED_INPUT).isPresent()
                ? prices.withCachedInput(usd(section, CACHED_INPUT))
                : prices;
    }

    /// At most six decimals: a pico-dollar per token is the smallest amount there is.
    private static BigDecimal usd(Section section, String key) {
        String text = section.required(key);
        try {
            BigDecimal usd = new BigDecimal(text);
            boolean inRange = usd.signum() >= 0 && usd.compareTo(MAX_USD_PER_MILLION) <= 0;
            if (inRange && usd.stripTrailingZeros().scale() <= 6) {
                return usd;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw section.wrong(
                key,
                "'"
                        + text
                        + "' is not an amount from 0 to "
                        + MAX_USD_PER_MILLION
                        + " with at most six decimals");
    }

    private static EnergyProfile energy(Section section) {
        section.knowing(Set.of("busy-watts", "joules-per-token", "grams-co2-per-kwh", "source"));
        return new EnergyProfile(
                section.number("busy-watts", 0, MAX_WATTS, 0),
                section.number("joules-per-token", 0, MAX_JOULES_PER_TOKEN, 0),
                section.number("grams-co2-per-kwh", 0, MAX_GRAMS_PER_KWH, 0),
                section.text("source").orElse("configured"));
    }
}
