package dev.fogline.cost.unseen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.cost.curve.ConformalInterval;
import dev.fogline.cost.curve.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    @Test
    void errorsAreMeansOverRows() {
        List<Prediction> rows =
                List.of(
                        row("a", 0, Position.INSIDE, 10, 11, 15),
                        row("a", 1, Position.INSIDE, 10, 9, 10),
                        row("a", 2, Position.ABOVE, 10, 14, 20));

        Score score = Score.of(rows, new Calibration(rows));

        assertThat(score.rows()).isEqualTo(3);
        assertThat(score.mape()).isCloseTo(0.2, within(1e-12));
        assertThat(score.plainMape()).isCloseTo(0.5, within(1e-12));
        assertThat(score.extrapolated()).isEqualTo(1);
        assertThat(score.extrapolatedMape()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void fewerThanNineteenOthersBoundNothing() {
        List<Prediction> rows = others("b", 18, Position.INSIDE);
        Prediction asked = row("a", 0, Position.INSIDE, 10, 1000, 10);

        assertThat(new Calibration(rows).interval(asked))
                .isEqualTo(new ConformalInterval(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void anIntervalIsThatOfOthersErrorsAtTheSamePosition() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        rows.addAll(others("b", 40, Position.ABOVE));
        Prediction asked = row("a", 0, Position.INSIDE, 10, 10, 10);

        // of nineteen, measured over predicted from 1.01 to 1.19
        ConformalInterval interval = new Calibration(rows).interval(asked);

        assertThat(interval.lowFactor()).isCloseTo(1.01, within(1e-12));
        assertThat(interval.highFactor()).isCloseTo(1.19, within(1e-12));
    }

    @Test
    void whatWasHeldOutTogetherDoesNotCalibrateItself() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        for (int i = 0; i < 100; i++) {
            rows.add(row("a", 0, Position.INSIDE, 99, 10, 10));
        }

        assertThat(new Calibration(rows).interval(rows.getLast()).highFactor())
                .isCloseTo(1.19, within(1e-12));
    }

    @Test
    void otherFoldsOfItsOwnGroupDo() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        rows.add(row("a", 1, Position.INSIDE, 99, 10, 10));

        assertThat(
                        new Calibration(rows)
                                .interval(row("a", 0, Position.INSIDE, 10, 10, 10))
                                .highFactor())
                .isCloseTo(9.9, within(1e-12));
    }

    @Test
    void kinDoNot() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        rows.add(new Prediction("a-pcap", "a", 1, Position.INSIDE, 99, 10, 10));

        assertThat(
                        new Calibration(rows)
                                .interval(row("a", 0, Position.INSIDE, 10, 10, 10))
                                .highFactor())
                .isCloseTo(1.19, within(1e-12));
    }

    @Test
    void tooFewOfAPositionAreCalibratedByAll() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        rows.add(row("b", 0, Position.BELOW, 5, 10, 10));

        ConformalInterval interval =
                new Calibration(rows).interval(row("a", 0, Position.BELOW, 10, 10, 10));

        assertThat(interval.lowFactor()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void coverageIsTheShareWithin() {
        List<Prediction> rows = new ArrayList<>(others("b", 19, Position.INSIDE));
        List<Prediction> asked =
                List.of(
                        row("a", 0, Position.INSIDE, 11, 10, 10),
                        row("a", 0, Position.INSIDE, 10, 10, 10));

        Score score = Score.of(asked, new Calibration(rows));

        assertThat(score.coverage90()).isEqualTo(0.5);
        assertThat(score.width90()).isCloseTo(1.19 / 1.01, within(1e-12));
    }

    /// Measured above predicted by 1 %, 2 % and so on.
    private static List<Prediction> others(String group, int count, Position position) {
        var rows = new ArrayList<Prediction>();
        for (int i = 1; i <= count; i++) {
            rows.add(row(group, 0, position, 100 + i, 100, 100));
        }
        return rows;
    }

    private static Prediction row(
            String group,
            int fold,
            Position position,
            double measured,
            double predicted,
            double plain) {
        return new Prediction(group, group, fold, position, measured, predicted, plain);
    }
}
