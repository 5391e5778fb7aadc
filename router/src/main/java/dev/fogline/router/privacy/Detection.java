package dev.fogline.router.privacy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was found in a request. It does not hold the text.
///
/// @param findings by text, then place; at most [#MAX_FINDINGS], the first found of each text
/// @param counts how many of each kind, all counted; kinds that were not found are absent
public record Detection(List<Finding> findings, Map<Kind, Integer> counts) {

    /// Places kept of one request. More than these nobody reads; the kinds are counted all the
    /// same.
    public static final int MAX_FINDINGS = 1_000;

    public Detection {
        findings = List.copyOf(findings);
        var ordered = new EnumMap<Kind, Integer>(Kind.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
    }

    /// Whether nothing was found.
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /// The kinds that were found, in their order of trust.
    public Set<Kind> kinds() {
        return counts.keySet();
    }
}
