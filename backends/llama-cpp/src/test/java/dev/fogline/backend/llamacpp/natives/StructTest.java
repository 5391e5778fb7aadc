package dev.fogline.backend.llamacpp.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructTest {

    /// As `sizeof` and `offsetof` of a C program compiled against `llama.h` 0.5.0 gave them.
    @ParameterizedTest
    @CsvSource({
        "MODEL_PARAMS, 80, load_mtp, 77",
        "CONTEXT_PARAMS, 160, ctx_other, 152",
        "BATCH, 56, logits, 48",
    })
    void isLaidOutAsInC(Struct struct, long bytes, String lastField, long offset) {
        assertThat(struct.bytes()).isEqualTo(bytes);
        assertThat(struct.offset(lastField)).isEqualTo(offset);
    }
}
