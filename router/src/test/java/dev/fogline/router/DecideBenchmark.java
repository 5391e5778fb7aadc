package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// How long one decision takes and what it allocates, with 8, 32 and 100 candidates; the features
/// are drawn before. No test: run its `main` on the class path of the tests, after a build, with a
/// young generation of 200 MB or more (`-Xmn200m`).
///
/// Each call is timed by itself, since the question is the 99th percentile; the clock's own 25 ns
/// do not matter beside it.
final class DecideBenchmark {

    private static final int WARM_UP_CALLS = 200_000;
    private static final int CALLS = 200_000;
    private static final int ALLOCATING_CALLS = 1_000;

    private static final InferenceRequest REQUEST =
            Samples.request("the quick brown fox jumps over the lazy dog and ".repeat(16));
    private static final Features FEATURES = new Extraction().of(REQUEST);

    private DecideBenchmark() {}

    /// Prints a line per number of candidates.
    public static void main(String[] arguments) {
        var decider =
                new Decider(Constraints.builtIn(Set.of()), NamedPolicy.balanced(Limits.DEFAULT));
        var learned = new Learned(Samples.untaught(), 0);
        for (int count : new int[] {8, 32, 100}) {
            List<Candidate> candidates = candidates(count);
            run(decider, candidates, learned, WARM_UP_CALLS);
            String times = run(decider, candidates, learned, CALLS);
            long bytes = bytes(decider, candidates, learned);
            System.out.println(count + " candidates: " + times + ", about " + bytes + " bytes");
        }
    }

    private static String run(
            Decider decider, List<Candidate> candidates, Learned learned, int calls) {
        long[] nanos = new long[calls];
        int routes = 0;
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            Decision decision = decider.decide(REQUEST, FEATURES, candidates, learned, start);
            nanos[i] = System.nanoTime() - start;
            routes += decision instanceof Decision.Route ? 1 : 0;
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT,
                "p50 %.1f µs, p99 %.1f µs (%d of %d are routes)",
                nanos[calls / 2] / 1e3,
                nanos[(int) (0.99 * calls)] / 1e3,
                routes,
                calls);
    }

    /// Too few calls for a collection in between; right to a thread's allocation buffer.
    private static long bytes(Decider decider, List<Candidate> candidates, Learned learned) {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        long free = memory.freeMemory();
        for (int i = 0; i < ALLOCATING_CALLS; i++) {
            decider.decide(REQUEST, FEATURES, candidates, learned, i);
        }
        return (free - memory.freeMemory()) / ALLOCATING_CALLS;
    }

    private static List<Candidate> candidates(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                Samples.candidate(
                                        "backend" + i / 4,
                                        "model" + i % 4,
                                        i % 5 == 0 ? Tier.DEVICE : Tier.CLOUD,
                                        8_192 << i % 4,
                                        NodeState.ready(i % 7)))
                .toList();
    }
}
