package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paris | paris. | 1",
                "the the cat | the cat the | 1",
                "the cat | the the | 0.5",
                "62 + 94 = 156. | 156 | 0.5",
                "Rome | Paris | 0",
                "!!! | ??? | 0",
                "!!! | !!! | 1",
            })
    void isTheShareOfWordsInCommon(String first, String second, double likeness) {
        assertThat(Likeness.of(first, second)).isCloseTo(likeness, within(1e-12));
        assertThat(Likeness.of(second, first)).isCloseTo(likeness, within(1e-12));
    }
}
