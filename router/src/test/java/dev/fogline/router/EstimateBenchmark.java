package dev.fogline.router;

import dev.fogline.cost.LearningEstimator;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.Estimate;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Observation.Measured;
import dev.fogline.spi.answer.Timings;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long one candidate's estimate with its intervals takes, and to learn from one answer.
/// Judging quality is apart: see [QualityBenchmark].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EstimateBenchmark {

    private static final int ANSWERS = 1_000;

    private final InferenceRequest request =
            Samples.request("the quick brown fox jumps over the lazy dog and ".repeat(16));
    private final Features features = new Extraction().of(request);
    private final Candidate candidate =
            Samples.candidate(
                    "edge",
                    "small",
                    Tier.DEVICE,
                    8_192,
                    new NodeState(Readiness.READY, 4, 2, 0, 30, 0.2, 0, 0));
    private final Measured answer = answer(7);
    private LearningEstimator estimator = LearningEstimator.withQuality(QualityModel.UNKNOWN);

    /// JMH makes it.
    public EstimateBenchmark() {}

    /// A thousand answers were learnt from.
    @Setup
    public void teach() {
        for (int i = 0; i < ANSWERS; i++) {
            estimator = estimator.learn(answer(i));
        }
    }

    /// One estimate with all its intervals.
    @Benchmark
    public Estimate estimate() {
        return estimator.estimate(features, candidate, 0);
    }

    /// The estimator that knows one answer more.
    @Benchmark
    public LearningEstimator learn() {
        return estimator.learn(answer);
    }

    private Measured answer(int i) {
        int prompt = 20 + i * 37 % 200;
        int output = 5 + i % 60;
        double first = 50 + 2 * prompt + i % 13;
        return new Measured(
                "edge",
                "small",
                Tier.DEVICE,
                features,
                new NodeState(Readiness.READY, 4, i % 4, 0, 30, 0.2, 0, 0),
                Samples.ESTIMATE,
                new Timings(first, first + 20 * output),
                Usage.counted(prompt, output));
    }
}
