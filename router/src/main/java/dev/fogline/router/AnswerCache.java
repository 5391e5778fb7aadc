package dev.fogline.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.fogline.spi.Ticker;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Answers that may be given again. Thread-safe; bounded by weight and age, in memory only.
final class AnswerCache {

    /// One answer may take so much of it; a larger one would throw out all others.
    private static final int LARGEST_SHARE = 8;

    private final Optional<Cache<CacheKey, KeptAnswer>> kept;
    private final long largestBytes;
    private final LongAdder evictions = new LongAdder();

    AnswerCache(CacheSetup setup, Ticker ticker) {
        largestBytes = setup.maxBytes() / LARGEST_SHARE;
        kept =
                setup.maxBytes() == 0
                        ? Optional.empty()
                        : Optional.of(
                                Caffeine.newBuilder()
                                        .maximumWeight(setup.maxBytes())
                                        .weigher(AnswerCache::weight)
                                        .expireAfterWrite(setup.maxAge())
                                        .ticker(ticker::nanos)
                                        .evictionListener(
                                                (key, answer, cause) -> {
                                                    if (cause == RemovalCause.SIZE) {
                                                        evictions.increment();
                                                    }
                                                })
                                        .executor(Runnable::run)
                                        .build());
    }

    /// Whether anything is kept at all.
    boolean keeps() {
        return kept.isPresent();
    }

    Optional<KeptAnswer> find(CacheKey key) {
        return kept.map(cache -> cache.getIfPresent(key));
    }

    void keep(CacheKey key, KeptAnswer answer) {
        if (key.bytes() + answer.bytes() <= largestBytes) {
            kept.ifPresent(cache -> cache.put(key, answer));
        }
    }

    /// What one question and its answer may take together.
    long largestBytes() {
        return largestBytes;
    }

    /// What all of them take now, about.
    long bytes() {
        return kept.flatMap(cache -> cache.policy().eviction())
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /// How many had to make room for others.
    long evictions() {
        return evictions.sum();
    }

    private static int weight(CacheKey key, KeptAnswer answer) {
        return (int) Math.min(Integer.MAX_VALUE, key.bytes() + answer.bytes());
    }
}
