package dev.fogline.cloud;

import dev.fogline.router.tenants.TenantLimits;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a tenant may take; a picocli mixin.
final class LimitFlags {

    private static final int NANO_DIGITS = 9;

    @Option(
            names = "--priority",
            paramLabel = "N",
            defaultValue = "1",
            description = "its weight in the fair queue, 1 to 100; 1 if not given")
    private int priority;

    @Option(
            names = "--tokens-per-minute",
            paramLabel = "N",
            description = "read and generated together; no limit if not given")
    private @Nullable Long tokensPerMinute;

    @Option(
            names = "--usd-per-day",
            paramLabel = "USD",
            description = "by the day of UTC; what budgets of the configuration say if not given")
    private @Nullable BigDecimal usdPerDay;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    LimitFlags() {}

    /// @throws ParameterException if they are out of their ranges
    TenantLimits limits() {
        try {
            return new TenantLimits(
                    priority,
                    tokensPerMinute == null ? TenantLimits.UNLIMITED : tokensPerMinute,
                    usdPerDay == null
                            ? TenantLimits.UNLIMITED
                            : usdPerDay.movePointRight(NANO_DIGITS).longValueExact());
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--priority is from 1 to "
                            + TenantLimits.HIGHEST_PRIORITY
                            + ", --tokens-per-minute and --usd-per-day are not below 0, dollars with at most nine decimals",
                    unfit);
        }
    }
}
