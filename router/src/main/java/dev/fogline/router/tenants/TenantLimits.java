package dev.fogline.router.tenants;

/// What one tenant may take.
///
/// @param priority its weight in the fair queue, from 1 to [#HIGHEST_PRIORITY]
/// @param tokensPerMinute read and generated together; [#UNLIMITED] for no limit
/// @param nanoUsdPerDay in a day of UTC; [#UNLIMITED] for no limit beside the configured budgets
public record TenantLimits(int priority, long tokensPerMinute, long nanoUsdPerDay) {

    /// A weight above is a slip of the pen.
    public static final int HIGHEST_PRIORITY = 100;

    /// No limit.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// Of a tenant of whom nothing is said.
    public static final TenantLimits NONE = new TenantLimits(1, UNLIMITED, UNLIMITED);

    public TenantLimits {
        if (priority < 1
                || priority > HIGHEST_PRIORITY
                || tokensPerMinute < 0
                || nanoUsdPerDay < 0) {
            throw new IllegalArgumentException(
                    "priority "
                            + priority
                            + ", tokensPerMinute "
                            + tokensPerMinute
                            + ", nanoUsdPerDay "
                            + nanoUsdPerDay);
        }
    }
}
