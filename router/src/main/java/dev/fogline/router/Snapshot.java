package dev.fogline.router;

import dev.fogline.router.pool.Balancing;
import dev.fogline.spi.Candidate;
import java.util.List;

/// Everybody who could be asked, as one decision sees them.
///
/// @param candidates in the order of the catalog
/// @param availability which of them are not to be asked now, and for how long
/// @param balancing among members of a pool
record Snapshot(List<Candidate> candidates, Availability availability, Balancing balancing) {

    Snapshot {
        candidates = List.copyOf(candidates);
    }
}
