package dev.fogline.cost.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptMemoryTest {

    @Test
    void findsTheSameAsComparingWithEveryPrompt() {
        var random = new Random(5);
        List<Terms> prompts =
                IntStream.range(0, 500)
                        .mapToObj(_ -> Terms.of(random.ints(12, 0, 400).toArray()))
                        .toList();
        TermWeights weights = TermWeights.of(prompts);
        PromptMemory memory = PromptMemory.of(prompts, weights);

        Neighbours found = memory.nearest(prompts.get(7));
        double[] all =
                prompts.stream().mapToDouble(one -> cosine(one, prompts.get(7), weights)).toArray();
        double least = Arrays.stream(all).sorted().skip(400).findFirst().orElseThrow();

        assertThat(found.size()).isEqualTo(100);
        assertThat(found.closest()).isCloseTo(1, within(1e-6));
        for (int i = 0; i < found.size(); i++) {
            assertThat(all[found.prompt(i)]).isGreaterThanOrEqualTo(least - 1e-6);
        }
    }

    @Test
    void leavesOutWhatItIsToldTo() {
        List<Terms> prompts =
                IntStream.range(0, 24)
                        .mapToObj(i -> i < 2 ? Terms.of(1, 2) : Terms.of(2 + i / 2))
                        .toList();
        PromptMemory memory = PromptMemory.of(prompts, TermWeights.of(prompts));

        assertThat(memory.nearest(Terms.of(1, 2)).size()).isEqualTo(2);
        Neighbours others = memory.nearest(Terms.of(1, 2), 0, 1);
        assertThat(others.size()).isEqualTo(1);
        assertThat(others.prompt(0)).isEqualTo(1);
    }

    @Test
    void closerPromptsCountBySimilaritySquared() {
        Neighbours neighbours = Neighbours.of(new float[] {0.5f, 0, 1, 0.25f});

        // (0.25 * 1 + 1 * 0) / 1.25; the last was not graded, the second has nothing in common
        assertThat(neighbours.mean(grades(1, 1, 0, Float.NaN), 0.9)).isEqualTo(0.2);
        assertThat(neighbours.mean(grades(Float.NaN, 1, Float.NaN, Float.NaN), 0.9)).isEqualTo(0.9);
    }

    private static Grades grades(float... grades) {
        return new Grades(grades);
    }

    private static double cosine(Terms a, Terms b, TermWeights weights) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                float idf = weights.idf(a.bucket(i));
                sum += a.bucket(i) == b.bucket(j) && weights.recalls(a.bucket(i)) ? idf * idf : 0;
            }
        }
        return sum * weights.recallScale(a) * weights.recallScale(b);
    }
}
