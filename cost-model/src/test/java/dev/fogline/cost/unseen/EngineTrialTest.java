package dev.fogline.cost.unseen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.curve.Position;
import dev.fogline.cost.curve.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineTrialTest {

    @Test
    void everyRowIsPredictedOnce() {
        List<Prediction> rows = run(engine("m", "h", 1.0), Phase.DECODE);

        assertThat(rows)
                .extracting(Prediction::measured)
                .containsExactlyInAnyOrderElementsOf(
                        engine("m", "h", 1.0).rows().stream()
                                .map(MeasuredBatch::interTokenMillis)
                                .toList());
    }

    @Test
    void whatIsAPlaneIsPredictedExactly() {
        assertThat(run(engine("m", "h", 1.0), Phase.DECODE))
                .allSatisfy(row -> assertThat(row.error()).isCloseTo(0, within(1e-6)));
    }

    @Test
    void noRowHelpsToPredictItself() {
        // one workload stands out by a factor of ten; were it in its own curve, it would be hit
        List<MeasuredBatch> rows = new ArrayList<>(engine("m", "h", 1.0).rows());
        rows.set(4, new MeasuredBatch(rows.get(4).workload(), 5_000, 300));

        List<Prediction> predicted = run(new MeasuredEngine("m", "h", 4, rows), Phase.DECODE);

        assertThat(predicted)
                .filteredOn(row -> row.measured() == 300)
                .singleElement()
                .satisfies(row -> assertThat(row.predicted()).isLessThan(60));
    }

    @Test
    void theLargestBatchIsExtrapolated() {
        assertThat(run(engine("m", "h", 1.0), Phase.DECODE))
                .filteredOn(row -> row.position() == Position.ABOVE)
                .singleElement()
                .satisfies(row -> assertThat(row.measured()).isEqualTo(millis(64)));
    }

    @Test
    void onlyOtherModelsTeach() {
        // where the largest batch takes twice what the plane says
        MeasuredEngine odd = odd("other", "h");

        assertThat(largest(List.of(engine("m", "h", 1.0), odd))).isGreaterThan(millis(64) * 1.4);
        assertThat(largest(List.of(engine("m", "h", 1.0), odd("m", "h2"))))
                .isCloseTo(millis(64), within(1e-6));
    }

    @Test
    void enginesOfOneKinTeachOnce() {
        MeasuredEngine own = engine("m", "h", 1.0);

        assertThat(largest(List.of(own, odd("other", "h"), odd("other", "h-pcap"))))
                .isEqualTo(largest(List.of(own, odd("other", "h"))));
    }

    @Test
    void noiseIsTheDistanceFromTheMedianOfRepeats() {
        var engine =
                new MeasuredEngine(
                        "m",
                        "h",
                        1,
                        List.of(
                                new MeasuredBatch(new Workload(8, 1), 10, 1),
                                new MeasuredBatch(new Workload(8, 1), 8, 1),
                                new MeasuredBatch(new Workload(8, 1), 20, 1)));

        // medians 10 and 1: prefill 0, 0.25 and 0.5 away
        assertThat(EngineTrial.noise(List.of(engine), Phase.PREFILL))
                .isCloseTo(0.25, within(1e-12));
        assertThat(EngineTrial.noise(List.of(engine), Phase.DECODE)).isZero();
    }

    @Test
    void aCappedEngineIsKinOfTheSameWithoutACap() {
        assertThat(engine("m", "h100-pcap", 1).kin()).isEqualTo(engine("m", "h100", 1).kin());
        assertThat(engine("m", "h100", 1).kin()).isNotEqualTo(engine("m", "a100", 1).kin());
    }

    private static double largest(List<MeasuredEngine> engines) {
        return EngineTrial.run(engines, Phase.DECODE, Folds.STRATIFIED, new Random(1)).stream()
                .filter(row -> row.group().equals(engines.getFirst().name()))
                .filter(row -> row.position() == Position.ABOVE)
                .mapToDouble(Prediction::predicted)
                .findFirst()
                .orElseThrow();
    }

    private static List<Prediction> run(MeasuredEngine engine, Phase phase) {
        return EngineTrial.run(List.of(engine), phase, Folds.STRATIFIED, new Random(1));
    }

    private static MeasuredEngine odd(String model, String hardware) {
        List<MeasuredBatch> rows = new ArrayList<>(engine(model, hardware, 1.0).rows());
        rows.set(6, new MeasuredBatch(new Workload(512, 64), 100, 2 * millis(64)));
        return new MeasuredEngine(model, hardware, 4, rows);
    }

    /// Batches of 1 to 64 of 512 tokens.
    private static MeasuredEngine engine(String model, String hardware, double factor) {
        return new MeasuredEngine(
                model,
                hardware,
                4,
                IntStream.of(1, 2, 4, 8, 16, 32, 64)
                        .mapToObj(
                                batch ->
                                        new MeasuredBatch(
                                                new Workload(512, batch),
                                                100.0 * batch,
                                                factor * millis(batch)))
                        .toList());
    }

    private static double millis(int batch) {
        return 30 + 0.5 * batch;
    }
}
