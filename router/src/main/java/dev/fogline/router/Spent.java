package dev.fogline.router;

import dev.fogline.cost.Money;
import dev.fogline.spi.Attempt;
import dev.fogline.spi.Outcome;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.answer.Usage;
import java.math.BigDecimal;

/// What a completed answer cost, every attempt at its own prices. Pure.
///
/// ```
/// cost = cost(served) + sum over the others of cost(prompt, pieces sent or tokens drafted)
/// prompt = the served attempt's prompt, less what had been sent of the answer since
/// ```
///
/// The others tell no figures, so theirs are estimates as the ledger's are; only the ledger also
/// knows what a loser of a hedge had generated unseen. Who refused before it began costs nothing.
public final class Spent {

    private Spent() {}

    /// In dollars with nine decimals.
    public static BigDecimal usd(Outcome.Completed completed) {
        return Money.usd(nanoUsd(completed));
    }

    static long nanoUsd(Outcome.Completed completed) {
        Usage served = completed.served().answer().usage();
        long nanoUsd = nanoUsd(completed.served(), served);
        int sentSince = 0;
        for (Attempt attempt : completed.attempts().reversed()) {
            int sent = sent(attempt);
            sentSince += sent;
            if (!attempt.equals(completed.served()) && !refused(attempt)) {
                int prompt = Math.max(0, served.promptTokens() - sentSince);
                int output = attempt instanceof Attempt.HandedOver draft ? draft.tokens() : sent;
                nanoUsd +=
                        nanoUsd(attempt, new Usage(prompt, 0, output, 0, Usage.Origin.ESTIMATED));
            }
        }
        return nanoUsd;
    }

    private static long nanoUsd(Attempt attempt, Usage usage) {
        return Money.nanoUsd(attempt.option().candidate().model().prices(), usage);
    }

    /// Pieces that the client has.
    private static int sent(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Served served -> 0;
            case Attempt.Failed failed -> failed.chunksSent();
            case Attempt.Cancelled cancelled -> cancelled.chunksSent();
            case Attempt.HandedOver draft -> 0;
        };
    }

    /// Whether an attempt has used no tokens.
    static boolean refused(Attempt attempt) {
        return attempt instanceof Attempt.Failed failed
                && failed.chunksSent() == 0
                && refusedBeforeWork(failed.fault().kind());
    }

    /// Whether a backend that fails so has used no tokens.
    static boolean refusedBeforeWork(FaultKind kind) {
        return switch (kind) {
            case INVALID_REQUEST,
                    UNKNOWN_MODEL,
                    CONTEXT_EXCEEDED,
                    CONTENT_REFUSED,
                    UNSUPPORTED,
                    UNAUTHORIZED,
                    OVERLOADED,
                    BUDGET_SPENT,
                    UNAVAILABLE ->
                    true;
            case TIMEOUT, BROKEN_STREAM, INTERNAL -> false;
        };
    }
}
