package dev.fogline.router;

import dev.fogline.cost.quality.Graded;
import dev.fogline.cost.quality.QualityFit;
import dev.fogline.cost.quality.QualityModel;
import dev.fogline.cost.quality.QualityModel.Judgement;
import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/// How long it takes to judge a prompt, step by step, with a full memory. Run by
/// `router/src/test/benchmark`, which asks for what it allocates too: scoring nothing.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class QualityBenchmark {

    private static final int PROMPTS = 10_000;
    private static final int VOCABULARY = 20_000;

    /// More than look-ups are remembered.
    private static final int TEXTS = 1_000;

    private static final String MODEL = "model";

    /// In a prompt; those of the field notes have some 80.
    @Param({"80", "800"})
    public int words;

    private QualityModel quality = QualityModel.UNKNOWN;
    private final List<String> texts = new ArrayList<>();
    private int turn;
    private Terms terms = Terms.NONE;

    /// JMH makes it.
    public QualityBenchmark() {}

    /// Prompts of words as often as Zipf says.
    @Setup
    public void fit() {
        var random = new Random(1);
        var graded = new ArrayList<Graded>();
        for (int i = 0; i < PROMPTS; i++) {
            graded.add(new Graded(TermHashing.of(text(random, 80)), Map.of(MODEL, i % 2.0)));
        }
        quality = QualityFit.of(graded).model();
        for (int i = 0; i < TEXTS; i++) {
            texts.add(text(random, words));
        }
        terms = TermHashing.of(texts.getFirst());
    }

    private static String text(Random random, int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
            text.append("w").append(Integer.toString(rank * 7919, 36).replaceAll("\\d", "x"));
            text.append(i % 12 == 11 ? ". " : " ");
        }
        return text.toString();
    }

    /// From the text to its terms.
    @Benchmark
    public Terms hash() {
        return TermHashing.of(next());
    }

    /// From the terms to what the head says.
    @Benchmark
    public double score() {
        return quality.score(terms, MODEL);
    }

    /// From the text to what head and memory say.
    @Benchmark
    public Judgement judge() {
        return quality.judge(TermHashing.of(next()), MODEL, 0);
    }

    private String next() {
        turn = (turn + 1) % TEXTS;
        return texts.get(turn);
    }
}
