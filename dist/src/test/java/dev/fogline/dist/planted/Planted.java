package dev.fogline.dist.planted;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Breaks every rule, so that the rules can be seen to notice.
@SuppressWarnings("all")
public final class Planted {

    static final int[] TABLE = {1};
    private static final HashMap<String, String> MEMORY = new HashMap<>();
    private static final AtomicLong COUNT = new AtomicLong();
    private static int calls;

    long impure(Path path, System.Logger logger) {
        calls++;
        Thread.ofVirtual();
        return System.nanoTime()
                + Instant.now().toEpochMilli()
                + (long) Math.random()
                + RandomGenerator.getDefault().nextInt()
                + UUID.randomUUID().hashCode();
    }
}
