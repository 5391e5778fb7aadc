package dev.fogline.router.ledger;

import dev.fogline.router.ledger.Entry.Intent;
import dev.fogline.router.ledger.Entry.Settlement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Matches the settlements of one file to their intents, so that each attempt counts once. Takes as
/// much memory as attempts are open.
final class Matching implements Consumer<Entry> {

    private final Map<String, Intent> open = new LinkedHashMap<>();
    private final Consumer<Settlement> settled;
    private long unmatched;

    /// @param settled is given each attempt that ended, once
    Matching(Consumer<Settlement> settled) {
        this.settled = settled;
    }

    @Override
    public void accept(Entry entry) {
        switch (entry) {
            case Intent intent -> open.putIfAbsent(intent.attempted().id(), intent);
            case Settlement settlement -> settle(settlement);
        }
    }

    /// A paid attempt is settled while its intent is open: a second settlement finds none.
    private void settle(Settlement settlement) {
        if (settlement.attempted().paid() && open.remove(settlement.attempted().id()) == null) {
            unmatched++;
            return;
        }
        settled.accept(settlement);
    }

    /// Intents without a settlement yet, oldest first.
    Collection<Intent> open() {
        return open.values();
    }

    /// Settlements of paid attempts whose intent is missing or was settled before; not counted.
    long unmatched() {
        return unmatched;
    }
}
