package dev.fogline.backend.llamacpp.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodePointsTest {

    @Property
    void combinesAsSetsDo(
            @ForAll @Size(max = 5) List<@IntRange(max = 200) Integer> some,
            @ForAll @Size(max = 5) List<@IntRange(max = 200) Integer> others,
            @ForAll @IntRange(max = 210) int point) {
        CodePoints a = set(some);
        CodePoints b = set(others);

        assertThat(a.contains(point)).isEqualTo(in(some, point));
        assertThat(a.or(b).contains(point)).isEqualTo(in(some, point) || in(others, point));
        assertThat(a.and(b).contains(point)).isEqualTo(in(some, point) && in(others, point));
        assertThat(a.not().contains(point)).isEqualTo(!in(some, point));
        assertThat(a.not().not()).isEqualTo(a);
        assertThat(a.intersects(point, point + 3))
                .isEqualTo(
                        in(some, point)
                                || in(some, point + 1)
                                || in(some, point + 2)
                                || in(some, point + 3));
    }

    /// Each number stands for a range of four.
    private static CodePoints set(List<Integer> starts) {
        return starts.stream()
                .map(start -> CodePoints.range(start, start + 3))
                .reduce(CodePoints.NONE, CodePoints::or);
    }

    private static boolean in(List<Integer> starts, int point) {
        return starts.stream().anyMatch(start -> start <= point && point <= start + 3);
    }

    @Property
    void isSpelledAsAClassThatReadsTheSame(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 0x10fff0) Integer> starts,
            @ForAll @IntRange(max = 0x10ffff) int point) {
        CodePoints set = set(starts).and(CodePoints.ALL);
        if (set.isEmpty() || (point >= 0xd800 && point < 0xe000)) {
            return;
        }
        CompiledGrammar grammar = CompiledGrammar.of("root ::= " + set);

        assertThat(grammar.accepts(Character.toString(point))).isEqualTo(set.contains(point));
        int inside = set.ranges()[0];
        assertThat(grammar.accepts(Character.toString(inside))).isTrue();
    }
}
