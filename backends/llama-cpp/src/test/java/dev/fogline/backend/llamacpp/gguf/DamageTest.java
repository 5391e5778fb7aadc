package dev.fogline.backend.llamacpp.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged copies of a real model, each refused for the very thing that is wrong with it.
class DamageTest {

    @TempDir private Path folder;

    @Test
    void theModelItselfIsFine() throws IOException {
        assertThat(GgufHeader.read(file(Damage.none())).blocks()).isEqualTo(2);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                kind(
                        "a byte short",
                        Damage.none().cutOff(1),
                        "cut off after 331295 bytes: the data of tensor blk.1.ffn_down.weight is not all there"),
                kind(
                        "half of it",
                        Damage.none().cutOff(165_648),
                        "cut off after 165648 bytes: the data of tensor blk.0.attn_output.weight is not all there"),
                kind(
                        "cut off in its head",
                        Damage.none().cutOff(311_296),
                        "cut off after 20000 bytes, in the middle of tokenizer.ggml.merges"),
                kind(
                        "a tensor too many",
                        Damage.none().tensors(1),
                        "the name of tensor 21 of 21 has "),
                kind(
                        "a key too few",
                        Damage.none().keys(-1),
                        "tensor tokenizer.chat_template has 8 dimensions, not in [1, 4]"),
                kind(
                        "a key too many",
                        Damage.none().keys(1),
                        "the name of tensor 1 of 20 has 288230376151711744 bytes, more than 63"),
                kind(
                        "a key twice",
                        Damage.none()
                                .text("tokenizer.ggml.eot_token_id", "tokenizer.ggml.eos_token_id"),
                        "the metadata key tokenizer.ggml.eos_token_id is there twice"),
                kind(
                        "architecture as a number",
                        Damage.none().type("general.architecture", GgufBytes.UINT32),
                        "metadata key 2 of 27 has 7881700033987346432 bytes, more than 65535"),
                kind(
                        "no blocks",
                        Damage.none().number("llama.block_count", 0),
                        "llama.block_count 0 not in [1, 512]"),
                kind(
                        "a block more",
                        Damage.none().number("llama.block_count", 3),
                        "there are to be 3 blocks, but no tensor of the last one"),
                kind(
                        "heads not shared evenly",
                        Damage.none().number("llama.attention.head_count_kv", 2),
                        "llama.attention.head_count_kv 2 is no divisor of the 3 heads"),
                kind(
                        "heads of another length",
                        Damage.none().number("llama.attention.head_count", 6),
                        "llama.rope.dimension_count 32 is not 16, the length of a head"),
                kind(
                        "half of a head rotated",
                        Damage.none().number("llama.rope.dimension_count", 16),
                        "llama.rope.dimension_count 16 is not 32, the length of a head"),
                kind(
                        "an epsilon of no number",
                        Damage.none().number("llama.attention.layer_norm_rms_epsilon", 0x7fc00000),
                        "llama.attention.layer_norm_rms_epsilon NaN is not 0 or above"),
                kind(
                        "an embedding of another length",
                        Damage.none().number("llama.embedding_length", 128),
                        "llama.rope.dimension_count 32 is not 42, the length of a head"),
                kind(
                        "a token twice",
                        Damage.none().text("B", "A"),
                        "token 69 is there twice in tokenizer.ggml.tokens"),
                kind(
                        "tokens as numbers",
                        Damage.none().elements("tokenizer.ggml.tokens", GgufBytes.UINT32),
                        "metadata key 19 of 27 has 1252835072439397 bytes"),
                kind(
                        "kinds of tokens as fractions",
                        Damage.none().elements("tokenizer.ggml.token_type", GgufBytes.FLOAT),
                        "tokenizer.ggml.token_type is a list of the wrong type"),
                kind(
                        "a tensor twice",
                        Damage.none().text("blk.1.attn_q.weight", "blk.0.attn_q.weight"),
                        "tensor blk.0.attn_q.weight is there twice"),
                kind(
                        "a tensor in another's place",
                        Damage.none().offset("blk.0.attn_q.weight", 2, 104_832),
                        "the data of tensor blk.0.attn_q.weight begins at 104832, not at 105216 where the one before ends"),
                kind(
                        "a tensor behind the end",
                        Damage.none().offset("blk.1.ffn_down.weight", 2, 1L << 40),
                        "the data of tensor blk.1.ffn_down.weight begins at 1099511627776, not at 282624 where the one before ends"),
                kind(
                        "a type nobody knows",
                        Damage.none().tensorType("blk.0.attn_q.weight", 2, 99),
                        "tensor blk.0.attn_q.weight has the unknown type 99"),
                kind(
                        "a type taken out",
                        Damage.none().tensorType("blk.0.attn_q.weight", 2, 4),
                        "tensor blk.0.attn_q.weight has the unknown type 4"),
                kind(
                        "larger weights than there are",
                        Damage.none().tensorType("blk.0.attn_q.weight", 2, 0),
                        "the data of tensor blk.0.attn_k.weight begins at 115008, not at 142080 where the one before ends"),
                kind(
                        "rows of no whole blocks",
                        Damage.none().tensorType("blk.0.attn_q.weight", 2, 12),
                        "tensor blk.0.attn_q.weight has rows of 96 weights, which are no blocks of 256 as Q4_K has them"),
                kind(
                        "fewer rows than tokens",
                        Damage.none().shape("token_embd.weight", 1, 1020),
                        "the data of tensor output_norm.weight begins at 104448, not at 104064 where the one before ends"),
                kind(
                        "a negative shape",
                        Damage.none().shape("token_embd.weight", 1, -1),
                        "tensor token_embd.weight is larger than the file"),
                kind(
                        "half a key",
                        Damage.none().text("llama.block_count", "llama.block_coun_"),
                        "llama.block_count is missing"),
                kind(
                        "no list of tokens",
                        Damage.none().text("tokenizer.ggml.tokens", "tokenizer.ggml.tokenz"),
                        "tokenizer.ggml.tokens is missing"),
                kind(
                        "an endless text",
                        Damage.none().number("general.name", -1),
                        "general.name has "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damaged(String kind, Damage damage, String reason) throws IOException {
        Path file = file(damage);

        assertThatThrownBy(() -> GgufHeader.read(file))
                .as(kind)
                .isInstanceOf(GgufException.class)
                .hasMessageStartingWith(file + ": " + reason);
    }

    private static Arguments kind(String name, Damage damage, String reason) {
        return Arguments.of(name, damage, reason);
    }

    private Path file(Damage damage) throws IOException {
        return Files.write(folder.resolve("model.gguf"), damage.bytes());
    }
}
