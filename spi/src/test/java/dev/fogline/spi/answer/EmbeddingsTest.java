package dev.fogline.spi.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    @Test
    void knowsItsDimensions() {
        assertThat(embeddings(new float[] {1, 0, 0}, new float[] {0, 1, 0}).dimensions())
                .isEqualTo(3);
    }

    @Test
    void vectorsOfDifferentLengthAreNoSpace() {
        assertThatThrownBy(() -> embeddings(new float[] {1, 0}, new float[] {1}))
                .hasMessage("vectors of [2, 1] dimensions, which is not one number above 0");
        assertThatThrownBy(() -> embeddings(new float[0]))
                .hasMessage("vectors of [0] dimensions, which is not one number above 0");
    }

    @Test
    void thereIsAVectorAtLeast() {
        assertThatThrownBy(EmbeddingsTest::embeddings).hasMessage("vectors must not be empty");
    }

    private static Embeddings embeddings(float[]... vectors) {
        return new Embeddings(List.of(vectors), Usage.counted(1, 0), "m");
    }
}
