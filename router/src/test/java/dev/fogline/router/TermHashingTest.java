package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Terms;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermHashingTest {

    @Test
    void hashesWordsAndPairsWithFnv() {
        // hi, #2, "<start> hi", "hi #2", "#2 <end>"; buckets by a second implementation
        assertThat(words(TermHashing.of("Hi 42")))
                .isEqualTo(Terms.of(49799, 30596, 87421, 77478, 97259));
    }

    @Test
    void onlyTheLengthOfANumberCounts() {
        assertThat(TermHashing.of("room 17")).isEqualTo(TermHashing.of("room 99"));
        assertThat(TermHashing.of("room 17")).isNotEqualTo(TermHashing.of("room 170"));
    }

    @Test
    void blanksAndCaseDoNotCount() {
        assertThat(words(TermHashing.of("  What\n\tIS  it")))
                .isEqualTo(words(TermHashing.of("what is it")));
    }

    @Test
    void signsAreWords() {
        // a, ?, and three pairs
        assertThat(TermHashing.of("a?").words()).isEqualTo(5);
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

        assertThat(words(TermHashing.of(full + "b c"))).isEqualTo(words(TermHashing.of(full)));
        assertThat(TermHashing.of("a ".repeat(511) + "b")).isNotEqualTo(TermHashing.of(full));
    }

    /// The words are what `\\p{L}+|\\p{N}+|[^\\p{L}\\p{N}\\s]` finds, as when the quality models
    /// were fitted.
    @Test
    void cutsWordsAsThePatternDoes() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            assertThat(words(TermHashing.of(text))).as(text).isEqualTo(byPattern(text));
        }
    }

    private static String text(Random random) {
        int[] points = new int[random.nextInt(40)];
        for (int i = 0; i < points.length; i++) {
            points[i] =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> random.nextInt(0x3000);
                        case 2 ->
                                "\u00bd\u2167\u0663 \u00a0\t\u000bAz09_\ud83d"
                                        .codePointAt(random.nextInt(13));
                        default -> random.nextInt(0x20000);
                    };
        }
        return new String(points, 0, points.length);
    }

    private static Terms byPattern(String text) {
        var words = new ArrayList<String>();
        var found =
                Pattern.compile("\\p{L}+|\\p{N}+|[^\\p{L}\\p{N}\\s]")
                        .matcher(text.toLowerCase(Locale.ROOT));
        while (found.find()) {
            String word = found.group();
            words.add(Character.isDigit(word.charAt(0)) ? "#" + Math.min(word.length(), 9) : word);
        }
        if (words.isEmpty()) {
            return Terms.NONE;
        }
        var terms = new ArrayList<>(words);
        for (int i = 0; i <= words.size(); i++) {
            terms.add(
                    (i == 0 ? "<start>" : words.get(i - 1))
                            + ' '
                            + (i == words.size() ? "<end>" : words.get(i)));
        }
        return Terms.of(terms.stream().mapToInt(TermHashingTest::bucket).toArray());
    }

    private static int bucket(String term) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * 0x01000193;
        }
        return (hash ^ (hash >>> 17)) & (Terms.FIRST_PIECE - 1);
    }

    private static Terms words(Terms terms) {
        return Terms.of(IntStream.range(0, terms.words()).map(terms::bucket).toArray());
    }

    @Test
    void piecesAreFourUnitsOfAWordAndItsEnds() {
        // <cat and cat>; an and 1234 are too short, or no letters
        assertThat(pieces("cat an 1234")).isEqualTo(2);
        // <cat of cats is that of cat; cats and ats> are not
        assertThat(pieces("cat cats")).isEqualTo(4);
    }

    @Test
    void piecesBeyond2048DoNotCount() {
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("abcdefgh".repeat(2)).append((char) ('a' + i % 26)).append(' ');
        }

        assertThat(TermHashing.of(text.toString()).size()).isLessThan(2_048 + 2 * 512 + 300);
    }

    private static int pieces(String text) {
        Terms terms = TermHashing.of(text);
        return terms.size() - terms.words() - terms.marks();
    }

    @Test
    void charactersBeyond16384DoNotCount() {
        String full = "a".repeat(16_384);

        assertThat(TermHashing.of(full + " b")).isEqualTo(TermHashing.of(full));
    }
}
