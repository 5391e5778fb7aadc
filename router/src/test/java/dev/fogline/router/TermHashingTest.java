package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Terms;
import org.junit.jupiter.api.Test;

class TermHashingTest {

    @Test
    void hashesWordsAndPairsWithFnv() {
        // hi, #2, "<start> hi", "hi #2", "#2 <end>"; buckets by a second implementation
        assertThat(TermHashing.of("Hi 42"))
                .isEqualTo(Terms.of(191636, 29714, 197600, 210931, 88682));
    }

    @Test
    void onlyTheLengthOfANumberCounts() {
        assertThat(TermHashing.of("room 17")).isEqualTo(TermHashing.of("room 99"));
        assertThat(TermHashing.of("room 17")).isNotEqualTo(TermHashing.of("room 170"));
    }

    @Test
    void blanksAndCaseDoNotCount() {
        assertThat(TermHashing.of("  What\n\tIS  it")).isEqualTo(TermHashing.of("what is it"));
    }

    @Test
    void signsAreWords() {
        // a, ?, and three pairs
        assertThat(TermHashing.of("a?").size()).isEqualTo(5);
        assertThat(TermHashing.of("a?")).isNotEqualTo(TermHashing.of("a!"));
    }

    @Test
    void nothingHasNoTerms() {
        assertThat(TermHashing.of("")).isEqualTo(Terms.NONE);
        assertThat(TermHashing.of(" \n ")).isEqualTo(Terms.NONE);
    }

    @Test
    void wordsBeyond512DoNotCount() {
        String full = "a ".repeat(512);

        assertThat(TermHashing.of(full + "b c")).isEqualTo(TermHashing.of(full));
        assertThat(TermHashing.of("a ".repeat(511) + "b")).isNotEqualTo(TermHashing.of(full));
    }

    @Test
    void charactersBeyond16384DoNotCount() {
        String full = "a".repeat(16_384);

        assertThat(TermHashing.of(full + " b")).isEqualTo(TermHashing.of(full));
    }
}
