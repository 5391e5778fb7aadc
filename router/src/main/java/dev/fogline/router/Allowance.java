package dev.fogline.router;

import dev.fogline.cost.Money;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.Objection;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a tenant may still spend today, as one decision sees it; it objects to candidates that cost
/// money once the day's budget is spent, so that the request is answered by a free one.
///
/// Estimates of running attempts count as spent. As every snapshot it is advice: the ledger admits
/// each attempt at call time. The attempt that crosses the line is the last, so a day costs at most
/// the budget and what the running attempts take beyond their estimates.
///
/// @param tenant who pays
/// @param spentNanoUsd today, ≥ 0
/// @param budgetNanoUsd for today, ≥ 0; [Budgets#UNLIMITED] for none
/// @param now wall clock
record Allowance(String tenant, long spentNanoUsd, long budgetNanoUsd, Instant now)
        implements Constraint {

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public Optional<Objection> objection(
            InferenceRequest request, Features features, Candidate candidate, long nowNanos) {
        return spentNanoUsd >= budgetNanoUsd && !candidate.model().prices().free()
                ? Optional.of(
                        new Objection(
                                name(),
                                FaultKind.BUDGET_SPENT,
                                reason(),
                                Optional.of(untilReset())))
                : Optional.empty();
    }

    String reason() {
        return tenant
                + "'s budget of "
                + usd(budgetNanoUsd)
                + " USD for today is spent ("
                + usd(spentNanoUsd)
                + "); the next day begins at "
                + reset()
                + " (UTC midnight)";
    }

    /// Rounded up to whole seconds, as it is told to clients.
    Duration untilReset() {
        Duration exact = Duration.between(now, reset());
        return exact.getNano() == 0 ? exact : Duration.ofSeconds(exact.getSeconds() + 1);
    }

    private Instant reset() {
        return now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
    }

    private static String usd(long nanoUsd) {
        return nanoUsd == 0 ? "0" : Money.usd(nanoUsd).stripTrailingZeros().toPlainString();
    }
}
