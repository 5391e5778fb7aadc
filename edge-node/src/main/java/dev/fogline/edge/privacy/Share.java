package dev.fogline.edge.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.cost.WilsonInterval;
import java.util.Locale;

/// A share of counted cases with its 95 % interval.
///
/// @param hits at most `of`
record Share(int hits, int of) {

    /// Adds `name`, `name_low` and `name_high`; the first is null where there was no case.
    void put(ObjectNode node, String name) {
        WilsonInterval interval = WilsonInterval.of(hits, of);
        if (of == 0) {
            node.putNull(name);
        } else {
            node.put(name, (double) hits / of);
        }
        node.put(name + "_low", interval.low()).put(name + "_high", interval.high());
    }

    @Override
    public String toString() {
        WilsonInterval interval = WilsonInterval.of(hits, of);
        return of == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.3f (%.3f-%.3f)",
                        (double) hits / of,
                        interval.low(),
                        interval.high());
    }
}
