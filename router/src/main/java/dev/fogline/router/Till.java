package dev.fogline.router;

import dev.fogline.router.ledger.Account;
import dev.fogline.router.ledger.Charge;
import dev.fogline.router.ledger.Ledger;
import dev.fogline.router.ledger.LedgerException;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Admits attempts to the ledger: knows what each tenant may spend and has spent.
///
/// @param budgets of tenants for a day, in nano-dollars; [Budgets#UNLIMITED] for none
/// @param spentElsewhere by tenants today on other nodes, in nano-dollars, as far as is known
record Till(
        Ledger ledger,
        ToLongFunction<String> budgets,
        ToLongFunction<String> spentElsewhere,
        InstantSource wallClock) {

    /// Of a node that shares its tenants with no other.
    Till(Ledger ledger, ToLongFunction<String> budgets, InstantSource wallClock) {
        this(ledger, budgets, tenant -> 0, wallClock);
    }

    /// What a decision sees of a tenant's money.
    Allowance allowance(String tenant) {
        return new Allowance(
                tenant,
                ledger.spentNanoUsd(tenant) + spentElsewhere.applyAsLong(tenant),
                budgets.applyAsLong(tenant),
                wallClock.instant());
    }

    /// Opens the account of an attempt; it must be settled, however the attempt ends.
    ///
    /// @throws BackendException if the attempt must not be made: the budget was spent after the
    ///   decision, or the ledger cannot be written
    Account open(Charge charge) throws BackendException {
        Optional<Account> account;
        try {
            account = ledger.begin(charge, budgetHere(charge.tenant()));
        } catch (LedgerException unwritten) {
            throw new BackendException(
                    Fault.of(FaultKind.UNAVAILABLE, String.valueOf(unwritten.getMessage())),
                    unwritten);
        }
        if (account.isEmpty()) {
            Allowance spent = allowance(charge.tenant());
            throw new BackendException(
                    new Fault(
                            FaultKind.BUDGET_SPENT,
                            spent.reason(),
                            Optional.of(spent.untilReset())));
        }
        return account.get();
    }

    /// What other nodes have left of it.
    private long budgetHere(String tenant) {
        long budget = budgets.applyAsLong(tenant);
        return budget == Budgets.UNLIMITED
                ? budget
                : Math.max(0, budget - spentElsewhere.applyAsLong(tenant));
    }
}
