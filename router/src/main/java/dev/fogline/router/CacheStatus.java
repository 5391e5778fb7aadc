package dev.fogline.router;

import java.time.Duration;

/// Whether the answer to a request is another request's, where it might be.
public sealed interface CacheStatus {

    /// As the header `x-fogline-cache` and the metric `fogline_cache_requests_total` have it.
    String word();

    /// It was kept and is given again.
    ///
    /// @param age since it ended, ≥ 0
    record Hit(Duration age) implements CacheStatus {
        @Override
        public String word() {
            return "hit";
        }
    }

    /// An equal request was being answered, and both get the same.
    record Joined() implements CacheStatus {
        @Override
        public String word() {
            return "joined";
        }
    }

    /// There was none, or the client wanted a new one.
    record Miss() implements CacheStatus {
        @Override
        public String word() {
            return "miss";
        }
    }
}
