package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;
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

class HingedCurveTest {

    /// Rates 60, 30, 25: a fixed part of 60 and 30 a unit.
    private static final List<Knot> KNOTS =
            List.of(new Knot(1, 60), new Knot(2, 60), new Knot(4, 100));

    @Test
    void isExactAtPointsThatNeverFall() {
        var curve = HingedCurve.through(KNOTS);

        assertThat(KNOTS).allSatisfy(knot -> assertThat(curve.at(knot.x())).isEqualTo(knot.y()));
    }

    @Test
    void betweenPointsItIsTheMeanOfTheSaggingChordAndTheHinge() {
        // chord 80; the ray to (4, 100) says 75, so it sags to 76
        // hinge: 60 * 2^0.2 at 2, (60^5 + 90^5)^0.2 at 3, (60^5 + 120^5)^0.2 at 4
        double strays2 = 60 / 68.9219013;
        double strays4 = 100 / 120.7407970;
        double share = Math.log(1.5) / Math.log(2);
        double bent = 92.2545497 * Math.pow(strays2, 1 - share) * Math.pow(strays4, share);

        assertThat(HingedCurve.through(KNOTS).at(3)).isCloseTo(Math.sqrt(76 * bent), within(1e-4));
    }

    @Test
    void aStretchThatIsFlatStaysFlat() {
        assertThat(HingedCurve.through(KNOTS).at(1.5)).isCloseTo(60, within(1e-9));
    }

    @Test
    void belowTheFirstPointAFixedPartRemains() {
        // sagging: the chord is flat; the hinge: 60 * (1 + 0.25^5)^0.2 at 0.5, (1 + 0.5^5)^0.2 at 1
        double bent =
                60 * Math.pow(1 + Math.pow(0.25, 5), 0.2) / Math.pow(1 + Math.pow(0.5, 5), 0.2);

        assertThat(HingedCurve.through(KNOTS).at(0.5))
                .isCloseTo(Math.sqrt(60 * bent), within(1e-9));
    }

    @Test
    void saysWhereItExtrapolates() {
        assertThat(HingedCurve.through(KNOTS).position(5)).isEqualTo(Position.ABOVE);
    }

    @Property(tries = 500, seed = "1")
    void neverFallsAndIsAlwaysPositive(
            @ForAll("knots") List<Knot> knots,
            @ForAll @DoubleRange(min = 0.01, max = 5000) double at,
            @ForAll @DoubleRange(min = 0, max = 100) double more) {
        var curve = HingedCurve.through(knots);

        assertThat(curve.at(at)).isFinite().isPositive();
        assertThat(curve.at(at + more)).isGreaterThanOrEqualTo(curve.at(at) * (1 - 1e-9));
    }

    @Provide
    Arbitrary<List<Knot>> knots() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4096),
                        Arbitraries.doubles().between(0.01, 1e4))
                .as((x, y) -> new Knot(x, y))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .edgeCases(EdgeCases.Config::none);
    }
}
