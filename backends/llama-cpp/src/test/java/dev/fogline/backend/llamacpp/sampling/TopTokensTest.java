package dev.fogline.backend.llamacpp.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopTokensTest {

    private final TopTokens top = new TopTokens();

    @Test
    void givesTheHighestFirst() {
        int count = top.select(new float[] {1, 5, 3, 4}, 3);

        assertThat(count).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(top::token)).containsExactly(1, 3, 2);
        assertThat(top.value(0)).isEqualTo(5);
    }

    @Test
    void givesAllOfASmallVocabulary() {
        assertThat(top.select(new float[] {1, 2}, 20)).isEqualTo(2);
    }

    @Test
    void givesNothingIfNothingIsWanted() {
        assertThat(top.select(new float[] {1, 2}, 0)).isZero();
    }

    @Test
    void agreesWithSorting() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var values = new float[1 + random.nextInt(300)];
            IntStream.range(0, values.length).forEach(i -> values[i] = random.nextInt(100) - 50);
            int count = top.select(values, 1 + random.nextInt(50));

            double[] expected =
                    IntStream.range(0, values.length)
                            .mapToDouble(i -> -values[i])
                            .sorted()
                            .limit(count)
                            .toArray();
            assertThat(IntStream.range(0, count).mapToDouble(i -> -top.value(i)).toArray())
                    .isEqualTo(expected);
            assertThat(IntStream.range(0, count).map(top::token)).doesNotHaveDuplicates();
        }
    }
}
