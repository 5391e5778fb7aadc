package dev.fogline.router;

import dev.fogline.spi.Policy;
import dev.fogline.spi.PolicyProvider;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import java.util.List;

/// The policy `balanced`: time, energy and quality have a price, and the cheapest candidate wins.
public final class BalancedPolicyProvider implements PolicyProvider {

    static final String TYPE = "balanced";

    private static final String USD_PER_SECOND = "usd-per-second";
    private static final String USD_PER_GOOD_ANSWER = "usd-per-good-answer";
    private static final String USD_PER_KILOWATT_HOUR = "usd-per-kilowatt-hour";
    private static final double MOST_USD = 1_000;

    /// For the service loader.
    public BalancedPolicyProvider() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.withFallback(
                        USD_PER_SECOND,
                        "0.0001",
                        "what a second of waiting is worth in dollars, 0 to 1000"),
                Setting.withFallback(
                        USD_PER_GOOD_ANSWER,
                        "0.01",
                        "what a good answer is worth above a bad one in dollars, 0 to 1000"),
                Setting.withFallback(
                        USD_PER_KILOWATT_HOUR,
                        "0.3",
                        "what a kilowatt-hour costs in dollars, 0 to 1000"));
    }

    @Override
    public Policy create(Settings settings) {
        var price =
                new Aim.Price(
                        settings.number(USD_PER_SECOND, 0, MOST_USD),
                        settings.number(USD_PER_GOOD_ANSWER, 0, MOST_USD),
                        settings.number(USD_PER_KILOWATT_HOUR, 0, MOST_USD));
        return new Objective(TYPE, price, List.of(), List.of());
    }
}
