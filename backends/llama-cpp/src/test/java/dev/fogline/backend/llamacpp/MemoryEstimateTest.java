package dev.fogline.backend.llamacpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.backend.llamacpp.binding.DecoderOptions.Attention;
import dev.fogline.backend.llamacpp.engine.Use;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.spi.model.MemoryNeed;
import org.junit.jupiter.api.Test;

/// The demo model: 2 blocks, width 96, 3 heads, 1,024 tokens, 512 cells of 768 bytes; steps of 64
/// tokens.
class MemoryEstimateTest {

    private static final long PROCESS = (80 << 20) + 280 * 1024;

    @Test
    void generatingTakesCellsAStepAndLogits() {
        MemoryNeed need = need(2, Attention.FLASH, Use.GENERATION);

        assertThat(need.cache()).isEqualTo(2 * 512 * 768);
        // 6 vectors of 96, two of 192, and 512 cells; two times 16 rows of logits
        assertThat(need.compute()).isEqualTo(4 * 64 * (6 * 96 + 2 * 192 + 512) + 4 * 2 * 16 * 1024);
        assertThat(need.process()).isEqualTo(PROCESS);
    }

    @Test
    void plainAttentionTakesAScoreForEachCellAndHead() {
        assertThat(need(1, Attention.PLAIN, Use.GENERATION).compute())
                .isEqualTo(4 * 64 * (6 * 96 + 3 * 512 + 512) + 4 * 2 * 16 * 1024);
    }

    @Test
    void embeddingsOfAModelThatGeneratesTakeLogitsOfEveryToken() {
        MemoryNeed need = need(1, Attention.FLASH, Use.EMBEDDINGS);

        assertThat(need.cache()).isEqualTo(512 * 768);
        assertThat(need.compute()).isEqualTo(4 * 512 * (6 * 96 + 2 * 192 + 512) + 4 * 512 * 1024);
    }

    @Test
    void bothTakeTheSumOfWhatEachTakes() {
        MemoryNeed both = need(1, Attention.FLASH, Use.GENERATION, Use.EMBEDDINGS);
        MemoryNeed one = need(1, Attention.FLASH, Use.GENERATION);
        MemoryNeed other = need(1, Attention.FLASH, Use.EMBEDDINGS);

        assertThat(both.compute()).isEqualTo(one.compute() + other.compute());
        assertThat(both.cache()).isEqualTo(one.cache() + other.cache());
        assertThat(both.weights()).isEqualTo(one.weights());
    }

    private static MemoryNeed need(int slots, Attention attention, Use... uses) {
        return MemoryEstimate.of(
                GgufHeader.read(DemoModel.EDGE),
                DemoModel.options(DemoModel.EDGE, slots, 1, attention, uses));
    }
}
