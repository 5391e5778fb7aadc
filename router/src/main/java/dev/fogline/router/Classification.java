package dev.fogline.router;

import dev.fogline.router.privacy.Detection;
import dev.fogline.spi.request.DataClass;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a text may leave the device, and who says so. Pure.
///
/// The strictest wins: what a client, a policy or the detector calls private is private.
///
/// @param because `client`, `policy` or `detector`; empty for a public text
/// @param found how many of each kind the detector found, by the kind's name; empty unless it was
///   asked
record Classification(DataClass dataClass, String because, Map<String, Integer> found) {

    static final Classification PUBLIC = new Classification(DataClass.PUBLIC, "", Map.of());

    Classification {
        found = Map.copyOf(found);
    }

    /// @param said by the client
    /// @param texts that would leave
    static Classification of(DataClass said, List<String> texts, NamedPolicy policy) {
        if (said == DataClass.PRIVATE) {
            return new Classification(DataClass.PRIVATE, "client", Map.of());
        }
        if (policy.requirements().dataClass().filter(DataClass.PRIVATE::equals).isPresent()) {
            return new Classification(DataClass.PRIVATE, "policy", Map.of());
        }
        if (policy.detector().kinds().isEmpty()) {
            return PUBLIC;
        }
        Detection detection = policy.detector().inspect(texts);
        var found = new TreeMap<String, Integer>();
        detection.counts().forEach((kind, count) -> found.put(kind.configName(), count));
        return detection.isEmpty()
                ? PUBLIC
                : new Classification(DataClass.PRIVATE, "detector", found);
    }
}
