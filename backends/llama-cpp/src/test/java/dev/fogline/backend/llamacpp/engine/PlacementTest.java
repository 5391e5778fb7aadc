package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final int COPY_WORTH = 17;

    private final Slot first = new Slot(0);
    private final Slot second = new Slot(1);
    private final Slot third = new Slot(2);
    private final List<Slot> slots = List.of(first, second, third);

    @Test
    void continuesTheConversationThatASlotHolds() {
        hold(first, 1, numbers(0, 40));
        hold(second, 2, numbers(100, 40));

        assertThat(Placement.of(numbers(100, 60), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 40, second, 0));
    }

    @Test
    void aNewConversationTakesTheSlotUnusedLongest() {
        hold(first, 3, numbers(0, 40));
        hold(second, 1, numbers(100, 40));
        hold(third, 2, numbers(200, 40));

        assertThat(Placement.of(numbers(300, 5), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 0, second, 0));
    }

    @Test
    void copiesACommonBeginningRatherThanDisplacingIt() {
        hold(first, 1, numbers(0, 60));

        assertThat(Placement.of(branch(20), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 0, first, 20));
    }

    @Test
    void decodesAShortCommonBeginningAgainRatherThanCopyingIt() {
        hold(first, 1, numbers(0, 60));

        assertThat(Placement.of(branch(16), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 0, second, 0));
        assertThat(Placement.of(branch(17), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 0, first, 17));
    }

    @Test
    void aCopyIsWorthMoreTokensInALargerSlot() {
        assertThat(Placement.copyWorth(100)).isEqualTo(1);
        assertThat(Placement.copyWorth(4096)).isEqualTo(33);
    }

    @Test
    void copiesFromABusySlot() {
        hold(first, 1, numbers(0, 60));
        first.start(job(numbers(0, 60)), 2);

        assertThat(Placement.of(branch(20), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 0, first, 20));
    }

    @Test
    void keepsAsMuchAsItCouldCopy() {
        hold(first, 1, numbers(0, 60));
        hold(second, 2, branch(20));

        assertThat(Placement.of(branch(20), slots, COPY_WORTH))
                .isEqualTo(new Placement(second, 59, second, 0));
    }

    @Test
    void decodesAtLeastTheLastTokenOfAPrompt() {
        hold(first, 1, numbers(0, 40));

        assertThat(Placement.of(numbers(0, 40), slots, COPY_WORTH))
                .isEqualTo(new Placement(first, 39, first, 0));
    }

    private static void hold(Slot slot, long usedAt, int[] tokens) {
        slot.start(job(tokens), usedAt);
        slot.cached(tokens.length);
        slot.finish();
    }

    private static Job job(int[] prompt) {
        var generation = Generation.of(new Prompt.Tokens(prompt), 1, Sampling.GREEDY, 0);
        return new Job(generation, prompt, 1, 1, Optional.empty(), event -> {}, () -> {});
    }

    private static int[] numbers(int from, int count) {
        return IntStream.range(from, from + count).toArray();
    }

    /// Begins like `numbers(0, …)` and goes on differently.
    private static int[] branch(int common) {
        return IntStream.concat(IntStream.range(0, common), IntStream.range(500, 540)).toArray();
    }
}
