package dev.fogline.cloud.pool;

import dev.fogline.router.pool.Member;
import java.util.List;
import java.util.Optional;

/// Where members come from.
///
/// Answers: *who is in the pool now?* Asked again and again by one thread.
interface MemberSource {

    /// Looks; may block for a few seconds.
    ///
    /// @return everybody; empty if nothing has changed since the last look
    /// @throws SourceException if it cannot tell: whoever is in the pool stays
    Optional<List<Member>> look() throws SourceException, InterruptedException;
}
