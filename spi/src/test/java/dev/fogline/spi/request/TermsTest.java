package dev.fogline.spi.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void rungsAreTheMarksOfOneTrait() {
        int numbers = Terms.FIRST_MARK + Terms.NUMBERS * Terms.RUNGS;
        Terms terms = Terms.of(5, Terms.FIRST_MARK, numbers, numbers + 1, numbers + Terms.RUNGS);

        assertThat(terms.rungs(Terms.LENGTH)).isEqualTo(1);
        assertThat(terms.rungs(Terms.NUMBERS)).isEqualTo(2);
        assertThat(terms.rungs(Terms.NUMBERS + 1)).isEqualTo(1);
        assertThat(Terms.NONE.rungs(Terms.LENGTH)).isZero();
    }
}
