package dev.fogline.router.ledger;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/// What each tenant has spent today, in nano-dollars, the estimates of attempts that still run
/// included. Guarded by `this`.
///
/// Sums belong to the newest day that was seen: a clock that is set back brings no budget back.
final class DaySums {

    private final Map<String, Long> nanoUsd = new HashMap<>();
    private LocalDate today;

    DaySums(LocalDate today) {
        this.today = today;
    }

    synchronized long spentNanoUsd(LocalDate day, String tenant) {
        turnTo(day);
        return nanoUsd.getOrDefault(tenant, 0L);
    }

    /// Adds an amount if less than the budget is spent.
    ///
    /// @return whether it was added
    synchronized boolean reserve(
            LocalDate day, String tenant, long amountNanoUsd, long budgetNanoUsd) {
        if (spentNanoUsd(day, tenant) >= budgetNanoUsd) {
            return false;
        }
        add(day, tenant, amountNanoUsd);
        return true;
    }

    /// @param amountNanoUsd below 0 to take back
    synchronized void add(LocalDate day, String tenant, long amountNanoUsd) {
        turnTo(day);
        if (day.equals(today)) {
            nanoUsd.merge(tenant, amountNanoUsd, Math::addExact);
        }
    }

    private void turnTo(LocalDate day) {
        if (day.isAfter(today)) {
            today = day;
            nanoUsd.clear();
        }
    }
}
