package dev.fogline.cost.unseen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldsTest {

    private static final List<Integer> THIRTEEN = IntStream.range(0, 13).boxed().toList();

    @ParameterizedTest
    @EnumSource
    void everyPointHasAFoldAndFoldsAreOfLikeSize(Folds folds) {
        Map<Integer, Integer> dealt = folds.of(THIRTEEN, new Random(1));

        assertThat(dealt.keySet()).containsExactlyInAnyOrderElementsOf(THIRTEEN);
        Map<Integer, Long> sizes =
                dealt.values().stream()
                        .collect(Collectors.groupingBy(fold -> fold, Collectors.counting()));
        assertThat(sizes).hasSize(Folds.COUNT);
        assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isBetween(2L, 3L));
    }

    @Test
    void neighboursOfARunOfFiveAreNeverHeldOutTogether() {
        Map<Integer, Integer> dealt = Folds.STRATIFIED.of(THIRTEEN, new Random(7));

        assertThat(List.of(dealt.get(0), dealt.get(1), dealt.get(2), dealt.get(3), dealt.get(4)))
                .doesNotHaveDuplicates();
        assertThat(List.of(dealt.get(5), dealt.get(6), dealt.get(7), dealt.get(8), dealt.get(9)))
                .doesNotHaveDuplicates();
    }

    @Test
    void repeatsAreOnePoint() {
        assertThat(Folds.SHUFFLED.of(List.of(3, 3, 3, 4), new Random(1))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void equalSeedsGiveEqualFolds(Folds folds) {
        assertThat(folds.of(THIRTEEN, new Random(5)))
                .isEqualTo(folds.of(THIRTEEN.reversed(), new Random(5)));
    }
}
