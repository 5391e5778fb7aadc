package dev.fogline.edge.config;

import dev.fogline.router.Budgets;
import dev.fogline.router.LedgerSetup;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// The keys `ledger` and `budgets`.
final class LedgerSections {

    private static final int NANO_DIGITS = 9;
    static final String USD_PER_DAY = "usd-per-day";

    /// A budget above a million dollars a day is a slip of the pen.
    private static final BigDecimal MAX_USD_PER_DAY = BigDecimal.valueOf(1_000_000);

    private LedgerSections() {}

    static LedgerSetup read(Section top) {
        return new LedgerSetup(
                top.section("ledger").map(LedgerSections::fsync).orElse(false),
                budgets(top.sections("budgets")));
    }

    private static boolean fsync(Section ledger) {
        ledger.knowing(Set.of("fsync"));
        return Words.flag(ledger, "fsync");
    }

    private static Budgets budgets(List<Section> entries) {
        var nanoUsdPerDay = new HashMap<String, Long>();
        for (Section entry : entries) {
            entry.knowing(Set.of("tenant", USD_PER_DAY));
            String tenant = entry.required("tenant");
            if (tenant.isBlank()) {
                throw entry.wrong("tenant", "must not be blank");
            }
            if (nanoUsdPerDay.put(tenant, nanoUsd(entry)) != null) {
                throw entry.wrong("tenant", "'" + tenant + "' has two budgets");
            }
        }
        return new Budgets(nanoUsdPerDay);
    }

    /// The amount that an entry must name.
    static long nanoUsd(Section entry) {
        String text = entry.required(USD_PER_DAY);
        try {
            BigDecimal usd = new BigDecimal(text);
            boolean inRange = usd.signum() >= 0 && usd.compareTo(MAX_USD_PER_DAY) <= 0;
            if (inRange && usd.stripTrailingZeros().scale() <= NANO_DIGITS) {
                return usd.movePointRight(NANO_DIGITS).longValueExact();
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw entry.wrong(
                USD_PER_DAY,
                "'"
                        + text
                        + "' is not an amount from 0 to "
                        + MAX_USD_PER_DAY
                        + " with at most nine decimals");
    }
}
