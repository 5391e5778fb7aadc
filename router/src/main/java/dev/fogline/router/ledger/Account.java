package dev.fogline.router.ledger;

import dev.fogline.spi.answer.Usage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// The account of one attempt: opened before it, settled once after it, however it ended.
///
/// One that is never settled stays open on disk, and the next start settles it as unknown.
public final class Account {

    private final Ledger ledger;
    private final Charge charge;
    private final Entry.Intent intent;
    private final AtomicBoolean settled = new AtomicBoolean();

    Account(Ledger ledger, Charge charge, Entry.Intent intent) {
        this.ledger = ledger;
        this.charge = charge;
        this.intent = intent;
    }

    /// The attempt's id in the ledger.
    public String attemptId() {
        return intent.attempted().id();
    }

    /// Writes down what the attempt took. Where it was paid, returns when the line is written; an
    /// interrupt is kept for later. A line that cannot be written is counted and logged: the answer
    /// is given, and the intent on disk will be settled as unknown.
    ///
    /// @param usage tokens; their origin says whether they were counted or estimated
    /// @param busy from the start of the attempt to its end; its part where others ran beside it
    /// @throws IllegalStateException if it was settled before
    public void settle(Ending ending, Usage usage, Duration busy) {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("attempt " + attemptId() + " is settled already");
        }
        ledger.settle(charge, intent, ending, usage, busy);
    }
}
