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
record Till(Ledger ledger, ToLongFunction<String> budgets, InstantSource wallClock) {

    /// What a decision sees of a tenant's money.
    Allowance allowance(String tenant) {
        return new Allowance(
                tenant,
                ledger.spentNanoUsd(tenant),
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
            account = ledger.begin(charge, budgets.applyAsLong(charge.tenant()));
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
}
