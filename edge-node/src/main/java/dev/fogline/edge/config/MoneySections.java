package dev.fogline.edge.config;

import dev.fogline.router.Pricing;
import dev.fogline.spi.OperatingCost;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.Prices;
import dev.fogline.spi.TokenRates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a backend's entry says of money: the keys `prices` and `pool`, and two of `energy`.
final class MoneySections {

    static final Set<String> OF_ENERGY = Set.of("usd-per-kwh", "wear-usd-per-hour");

    private static final String INPUT = "input-usd-per-million";
    private static final String CACHED_INPUT = "cached-input-usd-per-million";
    private static final String CACHE_WRITE = "cache-write-usd-per-million";
    private static final String OUTPUT = "output-usd-per-million";
    private static final String REASONING = "reasoning-usd-per-million";
    private static final Set<String> AMOUNTS =
            Set.of(INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, REASONING, "source");

    /// A price above a million dollars for a million tokens is a slip of the pen.
    private static final BigDecimal MAX_USD_PER_MILLION = BigDecimal.valueOf(1_000_000);

    /// Of electricity, of an hour's wear, of an hour's rent: nobody pays more.
    private static final double MAX_USD = 1_000_000;

    private static final int MAX_BATCH = 1_000_000;
    private static final double MAX_TOKENS_PER_SECOND = 1e9;

    private MoneySections() {}

    /// @param section `prices` of a backend
    static Pricing pricing(Section section, PriceBook book) {
        Optional<String> provider = section.text("provider");
        if (provider.isPresent()) {
            section.knowing(Set.of("provider", "model"));
            return book.listed(provider.get(), section.text("model"));
        }
        section.knowing(AMOUNTS);
        TokenRates rates = TokenRates.perMillion(usd(section, INPUT), usd(section, OUTPUT));
        if (section.text(CACHED_INPUT).isPresent()) {
            rates = rates.withCachedInput(usd(section, CACHED_INPUT));
        }
        if (section.text(CACHE_WRITE).isPresent()) {
            rates = rates.withCacheWrite(usd(section, CACHE_WRITE));
        }
        if (section.text(REASONING).isPresent()) {
            rates = rates.withReasoning(usd(section, REASONING));
        }
        return new Pricing.Fixed(new Prices(rates, section.text("source").orElse("configured")));
    }

    /// @param backend its whole entry
    static OperatingCost operatingCost(Section backend) {
        OperatingCost device =
                backend.section("energy")
                        .map(MoneySections::device)
                        .orElse(new OperatingCost.None());
        Optional<Section> pool = backend.section("pool");
        if (pool.isPresent() && device instanceof OperatingCost.Device) {
            throw backend.wrong(
                    "pool", "a pool's rent holds its electricity and wear: give one of them");
        }
        return pool.<OperatingCost>map(MoneySections::pool).orElse(device);
    }

    private static OperatingCost device(Section energy) {
        double usdPerKwh = energy.number("usd-per-kwh", 0, MAX_USD, 0);
        double wearUsdPerHour = energy.number("wear-usd-per-hour", 0, MAX_USD, 0);
        return usdPerKwh == 0 && wearUsdPerHour == 0
                ? new OperatingCost.None()
                : new OperatingCost.Device(
                        usdPerKwh, wearUsdPerHour, energy.text("source").orElse("configured"));
    }

    private static OperatingCost.Pool pool(Section pool) {
        pool.knowing(Set.of("usd-per-hour", "batch-curve", "source"));
        pool.required("usd-per-hour");
        List<BatchSpeed> curve =
                pool.sections("batch-curve").stream().map(MoneySections::point).toList();
        try {
            return new OperatingCost.Pool(
                    pool.number("usd-per-hour", 0, MAX_USD, 0),
                    curve,
                    pool.text("source").orElse("configured"));
        } catch (IllegalArgumentException unfit) {
            throw pool.wrong("batch-curve", String.valueOf(unfit.getMessage()));
        }
    }

    private static BatchSpeed point(Section point) {
        point.knowing(Set.of("batch", "tokens-per-second"));
        point.required("batch");
        point.required("tokens-per-second");
        return new BatchSpeed(
                (int) point.whole("batch", 1, MAX_BATCH, 1),
                point.number("tokens-per-second", Double.MIN_VALUE, MAX_TOKENS_PER_SECOND, 1));
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
}
