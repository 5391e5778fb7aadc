package dev.fogline.router;

/// How attempts are paid for.
///
/// @param fsync whether a paid attempt waits until the disk has its line: then a loss of power
///   loses none of them, and each waits twice for the disk. Without it no crash of the process does
/// @param budgets of tenants
public record LedgerSetup(boolean fsync, Budgets budgets) {

    /// Lines that may wait for the writer; callers beyond them block. A line is half a kibibyte.
    static final int QUEUE_LINES = 10_000;

    /// No budgets, no wait for the disk.
    public static final LedgerSetup DEFAULT = new LedgerSetup(false, Budgets.NONE);
}
