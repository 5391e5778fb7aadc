package dev.fogline.cost.curve;

import static dev.fogline.cost.curve.Measurements.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecodeSurfaceTest {

    private static final Workload FULL = new Workload(512, 64);

    @Test
    void isExactAtMeasuredPointsThatNeverFall() {
        var surface =
                DecodeSurface.through(
                        List.of(
                                timed(512, 1, 30),
                                timed(512, 8, 31),
                                timed(512, 32, 50),
                                timed(4096, 1, 33)),
                        List.of());

        assertThat(surface.millis(new Workload(512, 8))).isEqualTo(31);
        assertThat(surface.millis(new Workload(512, 32))).isEqualTo(50);
        assertThat(surface.millis(new Workload(4096, 1))).isEqualTo(33);
    }

    @Test
    void whatThePlaneMissedElsewhereIsExpectedHere() {
        // flat at 20 where this engine was measured, and half as much again at the full batch
        List<TimedWorkload> other = new ArrayList<>(flat(20));
        other.add(new TimedWorkload(FULL, 30));

        var surface = DecodeSurface.through(flat(10), List.of(other));

        // one engine: two thirds of ln 1.5
        assertThat(surface.millis(FULL)).isCloseTo(10 * Math.pow(1.5, 2.0 / 3), within(1e-6));
    }

    @Test
    void moreEnginesThatAgreeAreBelievedMore() {
        List<TimedWorkload> other = new ArrayList<>(flat(20));
        other.add(new TimedWorkload(FULL, 30));

        var surface = DecodeSurface.through(flat(10), List.of(other, other, other));

        assertThat(surface.millis(FULL)).isCloseTo(10 * Math.pow(1.5, 6.0 / 7), within(1e-6));
    }

    @Test
    void enginesMeasuredElsewhereTeachNothing() {
        var stranger = List.of(timed(100, 1, 5), new TimedWorkload(FULL, 500));

        assertThat(DecodeSurface.through(flat(10), List.of(stranger)).millis(FULL))
                .isCloseTo(10, within(1e-6));
    }

    @Test
    void pointsThatContradictEachOtherMeetInTheMiddle() {
        var surface =
                DecodeSurface.through(List.of(timed(512, 1, 40), timed(512, 2, 10)), List.of());

        assertThat(surface.millis(new Workload(512, 1))).isCloseTo(20, within(1e-9));
        assertThat(surface.millis(new Workload(512, 2))).isCloseTo(20, within(1e-9));
    }

    @Test
    void saysWhereItExtrapolates() {
        var surface = DecodeSurface.through(flat(10), List.of());

        assertThat(surface.position(new Workload(512, 16))).isEqualTo(Position.INSIDE);
        assertThat(surface.position(FULL)).isEqualTo(Position.ABOVE);
        assertThat(
                        DecodeSurface.through(List.of(timed(512, 4, 30)), List.of())
                                .position(new Workload(512, 1)))
                .isEqualTo(Position.BELOW);
    }

    @Property(tries = 200, seed = "1")
    void neverFallsWithPromptOrBatch(
            @ForAll("measured") List<TimedWorkload> own,
            @ForAll("measured") List<TimedWorkload> other,
            @ForAll @IntRange(min = 1, max = 4_000) int prompt,
            @ForAll @IntRange(min = 1, max = 60) int batch,
            @ForAll @IntRange(max = 4_000) int morePrompt,
            @ForAll @IntRange(max = 60) int moreBatch) {
        var surface = DecodeSurface.through(own, List.of(other));
        double less = surface.millis(new Workload(prompt, batch));

        assertThat(less).isFinite().isPositive();
        assertThat(surface.millis(new Workload(prompt + morePrompt, batch + moreBatch)))
                .isGreaterThanOrEqualTo(less * (1 - 1e-12));
    }

    @Provide
    Arbitrary<List<TimedWorkload>> measured() {
        return Measurements.any().list().ofMinSize(1).ofMaxSize(20);
    }

    private static List<TimedWorkload> flat(double millis) {
        return List.of(
                timed(512, 1, millis),
                timed(512, 2, millis),
                timed(512, 4, millis),
                timed(512, 16, millis),
                timed(512, 32, millis),
                timed(4096, 1, millis));
    }
}
