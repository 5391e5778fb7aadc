package dev.fogline.cloud.accounts;

import dev.fogline.router.ledger.LedgerTail;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Ships what a ledger has settled to the database: at least once, and as attempts have ids each
/// counts once. The ledger is the truth; the database may be behind, and catches up.
///
/// How far it came stands in the database, written together with the attempts, so that nothing
/// needs to be remembered here: whoever is killed, the next one goes on from there.
///
/// **Called** by one thread.
final class Poster {

    /// Some two thousand attempts in one transaction.
    private static final int PART_BYTES = 1 << 20;

    private final LedgerTail tail;
    private final UsageStore store;
    private final Map<LocalDate, Long> posted = new HashMap<>();
    private final AtomicLong attempts = new AtomicLong();
    private volatile long behindBytes;

    Poster(LedgerTail tail, UsageStore store) {
        this.tail = tail;
        this.store = store;
    }

    /// Posts all that is settled by now.
    ///
    /// @throws AccountsException if the database cannot be used now; what was posted is posted
    /// @throws IOException if the ledger cannot be read
    void post() throws IOException {
        Map<LocalDate, Long> sizes = tail.days();
        behindBytes = behind(sizes);
        for (Map.Entry<LocalDate, Long> day : sizes.entrySet()) {
            post(day.getKey(), day.getValue());
        }
        behindBytes = behind(sizes);
    }

    /// Attempts that this poster was the first to post.
    long attempts() {
        return attempts.get();
    }

    /// Of the ledger, what is not posted, as of the last look; a line that is being written counts.
    long behindBytes() {
        return behindBytes;
    }

    private void post(LocalDate day, long size) throws IOException {
        long from = end(day);
        while (from < size) {
            LedgerTail.Part part = tail.read(day, from, PART_BYTES);
            if (part.endBytes() == from) {
                return; // its last line is being written
            }
            attempts.addAndGet(store.post(day, part));
            from = part.endBytes();
            posted.put(day, from);
        }
    }

    private long end(LocalDate day) {
        Long known = posted.get(day);
        if (known == null) {
            known = store.posted(day);
            posted.put(day, known);
        }
        return known;
    }

    private long behind(Map<LocalDate, Long> sizes) {
        long behind = 0;
        for (Map.Entry<LocalDate, Long> day : sizes.entrySet()) {
            behind += Math.max(0, day.getValue() - posted.getOrDefault(day.getKey(), 0L));
        }
        return behind;
    }
}
