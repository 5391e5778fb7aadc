package dev.fogline.router;

import java.util.Map;

/// What each tenant may spend in a day, in nano-dollars (1e-9 USD).
///
/// Days are those of UTC. Requests that cost nothing are never held up.
///
/// @param nanoUsdPerDay by tenant, each ≥ 0; [#DEFAULT] is for each tenant that is not named
public record Budgets(Map<String, Long> nanoUsdPerDay) {

    /// The entry for each tenant that has none of its own.
    public static final String DEFAULT = "default";

    /// Nobody has a budget.
    public static final Budgets NONE = new Budgets(Map.of());

    /// Of a tenant without a budget.
    static final long UNLIMITED = Long.MAX_VALUE;

    public Budgets {
        nanoUsdPerDay = Map.copyOf(nanoUsdPerDay);
        nanoUsdPerDay.forEach(
                (tenant, nanoUsd) -> {
                    if (tenant.isBlank() || nanoUsd < 0) {
                        throw new IllegalArgumentException(
                                "the budget of '" + tenant + "' is " + nanoUsd);
                    }
                });
    }

    /// @return [#UNLIMITED] for none
    long of(String tenant) {
        Long own = nanoUsdPerDay.get(tenant);
        return own != null ? own : nanoUsdPerDay.getOrDefault(DEFAULT, UNLIMITED);
    }
}
