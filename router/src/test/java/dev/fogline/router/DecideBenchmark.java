package dev.fogline.router;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Decision;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long one decision takes; the features are drawn before. Run by `router/src/test/benchmark`,
/// which asks for what it allocates too.
///
/// Each call is timed by itself, since the question is the 99th percentile.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBenchmark {

    /// Who could be asked.
    @Param({"8", "32", "100"})
    public int candidates;

    private final InferenceRequest request =
            Samples.request("the quick brown fox jumps over the lazy dog and ".repeat(16));
    private final Features features = new Extraction().of(request);
    private final Decider decider =
            new Decider(Constraints.builtIn(Set.of()), NamedPolicy.balanced(Limits.DEFAULT));
    private final Learned learned = new Learned(Samples.untaught(), 0);
    private List<Candidate> snapshot = List.of();

    /// JMH makes it.
    public DecideBenchmark() {}

    /// Servers of four models each, one in five on the device.
    @Setup
    public void snapshot() {
        snapshot =
                IntStream.range(0, candidates)
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

    /// One decision over all of them.
    @Benchmark
    public Decision decide() {
        return decider.decide(request, features, snapshot, learned, System.nanoTime());
    }
}
