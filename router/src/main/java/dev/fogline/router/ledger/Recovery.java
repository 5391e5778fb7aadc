package dev.fogline.router.ledger;

import dev.fogline.router.ledger.Entry.Intent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the last run left behind: attempts without an end, and what was spent today.
///
/// @param open intents without a settlement, oldest first
/// @param today of the new run
/// @param spentNanoUsd of today, by tenant, the open ones included
record Recovery(List<Intent> open, LocalDate today, Map<String, Long> spentNanoUsd) {

    /// Attempts end on the day they began or on the next; one more for those of a week's downtime
    /// that spanned midnight.
    private static final int NEWEST_FILES = 3;

    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    static Recovery of(Folder folder, LocalDate today) throws IOException {
        var open = new ArrayList<Intent>();
        var spent = new HashMap<String, Long>();
        List<LocalDate> days = folder.days();
        for (LocalDate day : days.subList(Math.max(0, days.size() - NEWEST_FILES), days.size())) {
            var matching =
                    new Matching(
                            ended -> {
                                if (day.equals(today)) {
                                    add(spent, ended);
                                }
                            });
            long damaged = folder.read(day, matching);
            if (damaged + matching.unmatched() > 0) {
                LOG.log(
                        Level.WARNING,
                        "the ledger of {0} has {1} damaged lines and {2} settlements without an intent",
                        day,
                        damaged,
                        matching.unmatched());
            }
            if (day.equals(today)) {
                matching.open().forEach(intent -> add(spent, intent));
            }
            open.addAll(matching.open());
        }
        return new Recovery(open, today, spent);
    }

    void into(Ledger ledger) {
        spentNanoUsd.forEach((tenant, nanoUsd) -> ledger.spent(today, tenant, nanoUsd));
        open.forEach(ledger::settleUnknown);
        if (!open.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} attempts were running when the node last went down; the ledger charges their estimates",
                    open.size());
        }
    }

    private static void add(Map<String, Long> spent, Entry entry) {
        spent.merge(entry.attempted().tenant(), entry.amount().nanoUsd(), Math::addExact);
    }
}
