package dev.fogline.cost.curve;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;

/// Timed workloads for tests.
final class Measurements {

    private Measurements() {}

    static TimedWorkload timed(int promptTokens, int batch, double millis) {
        return new TimedWorkload(new Workload(promptTokens, batch), millis);
    }

    /// Any times, absurd ones among them.
    static Arbitrary<TimedWorkload> any() {
        return Combinators.combine(
                        Arbitraries.of(128, 256, 512, 1024, 2048),
                        Arbitraries.of(1, 2, 4, 8, 16, 32),
                        Arbitraries.doubles().between(0.1, 10_000))
                .as(Measurements::timed)
                .edgeCases(EdgeCases.Config::none);
    }
}
