package dev.fogline.router.ledger;

import dev.fogline.spi.answer.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// One line of the ledger.
public sealed interface Entry {

    /// The attempt it is about.
    Attempted attempted();

    /// What was used, or will probably be.
    Amount amount();

    /// The day that pays: the one on which the attempt began, also if it ends on the next. All
    /// lines of an attempt are thus in one file.
    default LocalDate day() {
        return LocalDate.ofInstant(attempted().startedAt(), ZoneOffset.UTC);
    }

    /// A paid attempt is about to be made.
    ///
    /// @param amount expected
    record Intent(Attempted attempted, Amount amount) implements Entry {}

    /// An attempt has ended.
    ///
    /// @param amount what it took
    /// @param endedAt when it was known, wall clock
    record Settlement(Attempted attempted, Amount amount, Ending ending, Instant endedAt)
            implements Entry {}

    /// Which attempt, by whom, for whom.
    ///
    /// @param id unique in the ledger
    /// @param paid whether an intent precedes the settlement
    /// @param startedAt wall clock, whole milliseconds
    record Attempted(
            String id,
            String requestId,
            String decisionId,
            String tenant,
            String backend,
            String model,
            boolean paid,
            Instant startedAt) {}

    /// @param usage tokens, with who counted them
    /// @param nanoUsd at the prices of the time, rounded once, ≥ 0
    /// @param joules ≥ 0
    /// @param energySource whether the energy profile was measured
    record Amount(Usage usage, long nanoUsd, double joules, EnergySource energySource) {}

    /// Where joules come from.
    enum EnergySource {
        /// A profile that nobody measured.
        ASSUMED,
        /// A profile of the operator.
        CONFIGURED
    }
}
