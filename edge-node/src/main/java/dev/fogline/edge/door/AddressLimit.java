package dev.fogline.edge.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fogline.router.fair.MinuteWindow;
import dev.fogline.spi.Ticker;
import java.time.Duration;
import java.util.Optional;

/// How many requests each address may send in a minute, whoever it says it is. Thread-safe.
///
/// Tokens are what a pool is worn by, and tenants have limits of these. This one spares the node
/// those who only try keys.
final class AddressLimit {

    /// Those not seen for a minute are forgotten; of more than these, the ones unseen longest.
    private static final int MOST_ADDRESSES = 10_000;

    private final long perMinute;
    private final Ticker ticker;
    private final Cache<String, MinuteWindow> windows =
            Caffeine.newBuilder()
                    .maximumSize(MOST_ADDRESSES)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .build();

    /// @param perMinute that an address may send, ≥ 1
    AddressLimit(long perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.ticker = ticker;
    }

    /// Counts a request.
    ///
    /// @return how long to wait if it is one too many; it does not count then
    Optional<Duration> count(String address) {
        MinuteWindow window = windows.get(address, first -> new MinuteWindow());
        long now = ticker.nanos();
        synchronized (window) {
            Duration wait = window.untilAtMost(perMinute - 1, now);
            if (wait.isPositive()) {
                return Optional.of(wait);
            }
            window.add(1, now);
            return Optional.empty();
        }
    }
}
