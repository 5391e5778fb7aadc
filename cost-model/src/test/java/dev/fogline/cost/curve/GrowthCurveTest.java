package dev.fogline.cost.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.curve.GrowthCurve.Shape;
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

class GrowthCurveTest {

    private static final List<Knot> HINGE =
            List.of(new Knot(1, 10), new Knot(2, 10), new Knot(4, 16), new Knot(8, 32));

    @Test
    void isExactAtPointsThatNeverFall() {
        var curve = GrowthCurve.through(HINGE, Shape.SAGGING);

        assertThat(HINGE).allSatisfy(knot -> assertThat(curve.at(knot.x())).isEqualTo(knot.y()));
    }

    @Test
    void anEvenCurveFollowsTheChord() {
        assertThat(GrowthCurve.through(HINGE, Shape.EVEN).at(3)).isEqualTo(13);
    }

    @Test
    void aSaggingCurveSagsTowardsTheProlongedNeighbours() {
        // chord 13; the chord from 4 to 8 prolonged, and the ray from 0 to (4, 16), both say 12
        assertThat(GrowthCurve.through(HINGE, Shape.SAGGING).at(3))
                .isCloseTo(13 - 0.8, within(1e-12));
    }

    @Test
    void aBendUpwardsIsNoReasonToSag() {
        var steep = List.of(new Knot(1, 1), new Knot(2, 2), new Knot(4, 8), new Knot(8, 16));

        // the ray to (4, 8) says 6 at 3, above the chord's 5
        assertThat(GrowthCurve.through(steep, Shape.SAGGING).at(3)).isEqualTo(5);
    }

    @Test
    void belowTheFirstPointAnEvenCurveFallsAlongItsFirstChord() {
        var curve = GrowthCurve.through(List.of(new Knot(2, 10), new Knot(4, 14)), Shape.EVEN);

        assertThat(curve.at(1)).isEqualTo(8);
    }

    @Test
    void belowTheFirstPointAHingedCurveFallsByHalf() {
        var curve = GrowthCurve.through(List.of(new Knot(2, 10), new Knot(4, 14)), Shape.SAGGING);

        assertThat(curve.at(1)).isEqualTo(9);
    }

    @Test
    void aFixedPartIsNeverNegative() {
        var curve = GrowthCurve.through(List.of(new Knot(2, 10), new Knot(4, 90)), Shape.EVEN);

        assertThat(curve.at(1)).isEqualTo(5); // on the ray, not at 10 - 40
    }

    @Test
    void aboveTheLastPointItGoesOnAsTheLineOfTheLastThree() {
        var curve =
                GrowthCurve.through(
                        List.of(
                                new Knot(1, 3),
                                new Knot(10, 21),
                                new Knot(20, 41),
                                new Knot(30, 61)),
                        Shape.EVEN);

        assertThat(curve.at(100)).isCloseTo(201, within(1e-9));
    }

    @Test
    void onePointIsAllThatIsKnown() {
        var curve = GrowthCurve.through(List.of(new Knot(4, 8)), Shape.EVEN);

        assertThat(curve.at(2)).isEqualTo(4);
        assertThat(curve.at(4)).isEqualTo(8);
        assertThat(curve.at(8)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void measurementsThatFallAreBroughtTogetherByTheirRelativeErrors() {
        var curve = GrowthCurve.through(List.of(new Knot(1, 4), new Knot(2, 2)), Shape.EVEN);

        // weights 1/16 and 1/4: (4/16 + 2/4) / (5/16)
        assertThat(curve.at(1)).isCloseTo(2.4, within(1e-12));
        assertThat(curve.at(2)).isCloseTo(2.4, within(1e-12));
    }

    @Test
    void pointsAtOnePlaceCountAsTheirGeometricMean() {
        var curve = GrowthCurve.through(List.of(new Knot(1, 2), new Knot(1, 8)), Shape.EVEN);

        assertThat(curve.at(1)).isCloseTo(4, within(1e-12));
    }

    @Test
    void saysWhereItExtrapolates() {
        var curve = GrowthCurve.through(HINGE, Shape.EVEN);

        assertThat(curve.position(0.5)).isEqualTo(Position.BELOW);
        assertThat(curve.position(1)).isEqualTo(Position.INSIDE);
        assertThat(curve.position(8)).isEqualTo(Position.INSIDE);
        assertThat(curve.position(9)).isEqualTo(Position.ABOVE);
    }

    @Test
    void refusesWhatIsNotAboveZero() {
        assertThatThrownBy(() -> new Knot(1, 0)).hasMessage("knot (1.0, 0.0) not above 0");
        assertThatThrownBy(() -> GrowthCurve.through(List.of(), Shape.EVEN)).hasMessage("no knots");
    }

    @Property(tries = 500, seed = "1")
    void neverFallsAndIsAlwaysPositive(
            @ForAll("knots") List<Knot> knots,
            @ForAll Shape shape,
            @ForAll @DoubleRange(min = 0.01, max = 1e5) double at,
            @ForAll @DoubleRange(min = 0, max = 1e5) double more) {
        var curve = GrowthCurve.through(knots, shape);

        assertThat(curve.at(at)).isFinite().isPositive();
        assertThat(curve.at(at + more)).isGreaterThanOrEqualTo(curve.at(at) * (1 - 1e-12));
    }

    @Provide
    Arbitrary<List<Knot>> knots() {
        Arbitrary<Double> amounts = Arbitraries.doubles().between(0.01, 1e4);
        return Combinators.combine(Arbitraries.integers().between(1, 4096), amounts)
                .as((x, y) -> new Knot(x, y))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .edgeCases(EdgeCases.Config::none);
    }
}
