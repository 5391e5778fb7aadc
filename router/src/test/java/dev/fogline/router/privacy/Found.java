package dev.fogline.router.privacy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a detector finds in one text, as a test wants to read it.
final class Found {

    private Found() {}

    /// The pieces of one kind, by a detector that looks for nothing else.
    static List<String> of(Kind kind, String text) {
        return Detector.of(Set.of(kind)).inspect(List.of(text)).findings().stream()
                .map(finding -> text.substring(finding.start(), finding.end()))
                .toList();
    }

    /// The kinds that a detector for all kinds finds.
    static Set<Kind> kinds(String text) {
        return Detector.of(EnumSet.allOf(Kind.class)).inspect(List.of(text)).kinds();
    }
}
