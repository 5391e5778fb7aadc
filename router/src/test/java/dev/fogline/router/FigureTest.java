package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5400, 5400",
        "5417.3, 5417",
        "999999.5, 1000000",
        "99.96, 100",
        "12.345, 12.3",
        "10, 10",
        "0.9, 0.9",
        "0.00200, 0.002",
        "0.000012345, 0.0000123",
        "-7.125, -7.13"
    })
    void writesFiguresOut(double value, String text) {
        assertThat(Figure.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1e15, 1.0E15", "1e-13, 1.0E-13", "Infinity, Infinity", "NaN, NaN"})
    void leavesWhatIsBeyondAllFigures(double value, String text) {
        assertThat(Figure.of(value)).isEqualTo(text);
    }
}
