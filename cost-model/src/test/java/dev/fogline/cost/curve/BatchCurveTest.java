package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BatchCurveTest {

    private final BatchCurve curve =
            BatchCurve.through(
                    List.of(new BatchPoint(16, 12, 0.6, 1_250), new BatchPoint(8, 10, 1, 800)));

    @Test
    void isExactWhereItWasMeasured() {
        assertThat(curve.interTokenMillis(8)).isEqualTo(10);
        assertThat(curve.joulesPerToken(16)).isCloseTo(0.6, within(1e-12));
        assertThat(curve.tokensPerSecond(16)).isCloseTo(1_250, within(1e-9));
    }

    @Test
    void aStepGrowsSteadilyWithTheBatch() {
        assertThat(curve.interTokenMillis(12)).isEqualTo(11);
    }

    @Test
    void theEnergyOfAStepIsSharedByItsTokens() {
        // a step of 8 tokens takes 8 J, one of 16 takes 9.6 J, one of 12 between them 8.8 J
        assertThat(curve.joulesPerToken(12)).isCloseTo(8.8 / 12, within(1e-12));
    }

    @Test
    void throughputIsTheBatchOverTheStep() {
        // steps of 10 and 12.8 ms
        assertThat(curve.tokensPerSecond(12)).isCloseTo(12 / 0.0114, within(1e-9));
    }

    @Test
    void outsideItExtrapolatesAndSaysSo() {
        assertThat(curve.interTokenMillis(4)).isEqualTo(9);
        assertThat(curve.position(4)).isEqualTo(Position.BELOW);
        assertThat(curve.interTokenMillis(32)).isCloseTo(16, within(1e-9));
        assertThat(curve.position(32)).isEqualTo(Position.ABOVE);
    }

    @Test
    void refusesWhatIsNoMeasurement() {
        assertThatThrownBy(() -> new BatchPoint(8, 0, 1, 1))
                .hasMessageStartingWith("not above 0: occupancy 8.0, interTokenMillis 0.0");
        assertThatThrownBy(() -> new BatchPoint(8, 1, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300, seed = "1")
    void everyFigureIsFiniteAndPositive(
            @ForAll("points") List<BatchPoint> points,
            @ForAll @DoubleRange(min = 0.1, max = 10_000) double occupancy) {
        var any = BatchCurve.through(points);

        assertThat(any.interTokenMillis(occupancy)).isFinite().isPositive();
        assertThat(any.joulesPerToken(occupancy)).isFinite().isPositive();
        assertThat(any.tokensPerSecond(occupancy)).isFinite().isPositive();
    }

    @Property(tries = 300, seed = "2")
    void aFullerBatchNeverMakesMyNextTokenFaster(
            @ForAll("points") List<BatchPoint> points,
            @ForAll @DoubleRange(min = 0.1, max = 10_000) double occupancy,
            @ForAll @DoubleRange(min = 0, max = 10_000) double more) {
        var any = BatchCurve.through(points);

        assertThat(any.interTokenMillis(occupancy + more))
                .isGreaterThanOrEqualTo(any.interTokenMillis(occupancy) * (1 - 1e-12));
    }

    @Provide
    Arbitrary<List<BatchPoint>> points() {
        return Combinators.combine(
                        Arbitraries.doubles().between(1, 4_096),
                        Arbitraries.doubles().between(0.1, 500),
                        Arbitraries.doubles().between(0.01, 50),
                        Arbitraries.doubles().between(1, 50_000))
                .as(BatchPoint::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .edgeCases(EdgeCases.Config::none);
    }
}
