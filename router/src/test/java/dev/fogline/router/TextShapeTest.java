package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Terms;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextShapeTest {

    @Test
    void eachTraitHasAMarkPerRungItReaches() {
        // two numbers (rungs 1, 2), words of three letters (no rung of 3.5), a comma, a capital in
        // sixteen characters (1, 2, 4, 6 %), one word with a capital
        assertThat(marks("Add 17, and 209.")).containsExactly(16, 17, 112, 113, 114, 115, 128, 176);
    }

    @Test
    void choicesAreLettersAtTheStartOfALine() {
        int[] marks = marks("which?\nA. one\nB) two\nn. d.");

        // three of them (trait 14), at eight characters each
        assertThat(marks).contains(224, 225, 226).doesNotContain(227, 240);
    }

    @Test
    void neverHasMoreMarksThanItSays() {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            var text = new StringBuilder("x");
            for (int j = 0; j < 5_000; j++) {
                text.append((char) (random.nextInt(10) == 0 ? '\n' : 32 + random.nextInt(110)));
            }
            assertThat(marks(text.toString()))
                    .hasSizeLessThanOrEqualTo(TextShape.MOST_MARKS)
                    .doesNotHaveDuplicates();
        }
    }

    /// Behind what was there.
    @Test
    void addsToWhatIsThere() {
        int[] buckets = new int[10 + TextShape.MOST_MARKS];
        buckets[0] = 7;

        int count = TextShape.addMarks("a?", buckets, 1);

        assertThat(Arrays.copyOf(buckets, count)).containsExactly(7, Terms.FIRST_MARK + 9 * 16);
    }

    /// Without the range's start: sixteen to a trait.
    private static int[] marks(String text) {
        int[] buckets = new int[TextShape.MOST_MARKS];
        int count = TextShape.addMarks(text, buckets, 0);
        return Arrays.stream(buckets).limit(count).map(each -> each - Terms.FIRST_MARK).toArray();
    }
}
