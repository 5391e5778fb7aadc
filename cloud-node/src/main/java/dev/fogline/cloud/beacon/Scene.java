package dev.fogline.cloud.beacon;

import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;

/// What is put to the test: a pool, devices of different speeds, and a load in phases. Everything
/// is assumed; none of it is measured.
///
/// @param edges ≥ 1
/// @param levels requests per second and edge, one for each phase; at least two
/// @param phaseSeconds of each, ≥ 20
/// @param seed of arrivals and lengths
record Scene(int edges, List<Double> levels, int phaseSeconds, long seed) {

    /// Of the pool's model, and of its engine.
    static final String POOL_MODEL = "pool";

    /// 64 requests at most; steps of 10 ms for one and 34 for all.
    static final Pool POOL =
            new Pool(
                    20,
                    List.of(
                            new BatchSpeed(1, 100),
                            new BatchSpeed(8, 700),
                            new BatchSpeed(16, 1_200),
                            new BatchSpeed(32, 1_700),
                            new BatchSpeed(64, 1_900)),
                    "assumed for a measurement");

    /// Of an answer; lengths are spread evenly from half of it to one and a half times.
    static final int MEAN_TOKENS = 60;

    /// What the policy `balanced` reckons a second of waiting with.
    static final double USD_PER_SECOND = 1e-4;

    private static final double SLOWEST_DEVICE = 15;
    private static final double FASTEST_DEVICE = 35;

    Scene {
        levels = List.copyOf(levels);
    }

    /// A device alone: one request at a time.
    Pool device(int edge) {
        double share = edges == 1 ? 0.5 : (double) edge / (edges - 1);
        double tokensPerSecond = SLOWEST_DEVICE + share * (FASTEST_DEVICE - SLOWEST_DEVICE);
        return new Pool(0, List.of(new BatchSpeed(1, tokensPerSecond)), "assumed");
    }

    static String deviceModel(int edge) {
        return "device-" + edge;
    }

    int seconds() {
        return levels.size() * phaseSeconds;
    }

    double level(int second) {
        return levels.get(Math.min(second / phaseSeconds, levels.size() - 1));
    }
}
