package dev.fogline.router.pool;

import dev.fogline.spi.Estimate;
import dev.fogline.spi.Option;

/// What a request would take of a member that answers nobody else. Pure.
public interface IdleEstimate {

    /// @param option the member
    /// @param unreadTokens of other prompts that it reads before this one, ≥ 0
    Estimate of(Option.Single option, int unreadTokens);
}
