package dev.fogline.router;

import dev.fogline.spi.Attempt;
import dev.fogline.spi.Option;
import dev.fogline.spi.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// Applies [Repair] to the backends as they are now, and keeps the budget of each. Thread-safe.
final class Repetitions {

    private final Catalog catalog;
    private final Breakers breakers;
    private final Ticker ticker;
    private final double share;
    private final Repair repair;
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

    /// @param random in [0, 1), thread-safe
    Repetitions(
            Catalog catalog,
            Breakers breakers,
            Limits limits,
            Ticker ticker,
            DoubleSupplier random) {
        this.catalog = catalog;
        this.breakers = breakers;
        this.ticker = ticker;
        this.share = limits.repetition().share();
        this.repair =
                new Repair(
                        limits.maxAttempts(),
                        limits.repetition().longestWait(),
                        new Backoff(random));
    }

    /// An option is asked that was not asked for this request before.
    void asked(Option.Single option) {
        budget(option).deposit();
    }

    /// What follows the last of these attempts; empty if the request has failed.
    Optional<Repair.Step> after(List<Option.Single> order, List<Attempt> attempts) {
        return repair.after(
                order,
                attempts,
                new Repair.Standing(
                        option -> catalog.up(option.candidate()),
                        option -> breakers.rests().left(option.candidate().backend()),
                        option -> budget(option).tryWithdraw()));
    }

    private RetryBudget budget(Option.Single option) {
        return budgets.computeIfAbsent(
                option.candidate().backend(), name -> new RetryBudget(share, ticker));
    }
}
