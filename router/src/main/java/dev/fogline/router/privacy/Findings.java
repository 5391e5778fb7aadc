package dev.fogline.router.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects what the finders find. A place belongs to the kind that claims it first. One thread,
/// one request.
final class Findings {

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private BitSet claimed = new BitSet();
    private int text = -1;

    /// The findings that follow are in the next text.
    void nextText() {
        text++;
        if (!claimed.isEmpty()) {
            claimed = new BitSet();
        }
    }

    void add(Kind kind, int start, int end) {
        if (isClaimed(start, end)) {
            return;
        }
        claimed.set(start, end);
        counts.merge(kind, 1, Integer::sum);
        if (kept.size() < Detection.MAX_FINDINGS) {
            kept.add(new Finding(kind, text, start, end));
        }
    }

    Detection detection() {
        var order = Comparator.comparingInt(Finding::text).thenComparingInt(Finding::start);
        return new Detection(kept.stream().sorted(order).toList(), counts);
    }

    /// Looks at the place alone: `BitSet.nextSetBit` would look at the rest of the text too, once
    /// per finding.
    private boolean isClaimed(int start, int end) {
        for (int i = start; i < end; i++) {
            if (claimed.get(i)) {
                return true;
            }
        }
        return false;
    }
}
