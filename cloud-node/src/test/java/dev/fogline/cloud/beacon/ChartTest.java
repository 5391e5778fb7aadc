package dev.fogline.cloud.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {

    private final String svg =
            new Chart(
                            "price < load & time",
                            4,
                            List.of(2),
                            List.of("with", "without"),
                            List.of(
                                    new Chart.Panel(
                                            "USD",
                                            List.of(
                                                    new double[] {0, 1, 2, 1},
                                                    new double[] {0, 0, 0, 0}))))
                    .svg();

    @Test
    void drawsEachLineWithAPointASecond() {
        var lines = Pattern.compile("points=\"([^\"]*)\"").matcher(svg).results().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines).allSatisfy(line -> assertThat(line.group(1).split(" ")).hasSize(4));
    }

    @Test
    void higherValuesLieHigher() {
        var line = Pattern.compile("points=\"([^\"]*)\"").matcher(svg);
        assertThat(line.find()).isTrue();
        String[] points = line.group(1).split(" ");

        assertThat(y(points[2])).isLessThan(y(points[1])).isLessThan(y(points[0]));
        assertThat(y(points[3])).isEqualTo(y(points[1]));
    }

    @Test
    void textIsText() {
        assertThat(svg).contains("price &lt; load &amp; time").contains(">with<").contains("2 s");
    }

    private static double y(String point) {
        return Double.parseDouble(point.substring(point.indexOf(',') + 1));
    }
}
