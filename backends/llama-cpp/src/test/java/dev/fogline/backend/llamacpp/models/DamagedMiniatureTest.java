package dev.fogline.backend.llamacpp.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.gguf.GgufException;
import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with models of other architectures than the demo's. Each of them ends a worker
/// that is given the file.
class DamagedMiniatureTest {

    private static final String SEPARATE =
            "attn_norm[W] ffn_norm[W] attn_q[W,Q] attn_k[W,K] attn_v[W,K] attn_output[Q,W] "
                    + "ffn_up[W,F+F] ffn_down[F,W]";

    @TempDir private Path folder;

    static Stream<Arguments> damaged() {
        return Stream.of(
                kind(
                        "no attention in a block",
                        without("phi-3", "blk.1.attn_qkv.weight"),
                        "there is neither a tensor blk.1.attn_qkv.weight nor a tensor blk.1.attn_q.weight"),
                kind(
                        "no values in a block",
                        folder ->
                                separate()
                                        .write(
                                                folder,
                                                name -> !name.equals("blk.1.attn_v.weight"),
                                                Map.of()),
                        "there is neither a tensor blk.1.attn_qkv.weight nor a tensor blk.1.attn_v.weight"),
                kind(
                        "more experts asked than there are",
                        with("qwen3-moe", "expert_used_count", 5),
                        "qwen3moe.expert_used_count 5 is not in [1, 4], the experts there are"),
                kind(
                        "no expert asked in one block",
                        with("qwen3-moe", "expert_used_count", new int[] {2, 0}),
                        "qwen3moe.expert_used_count 0 is not in [1, 4], the experts there are"),
                kind(
                        "experts without a word of how many are asked",
                        with("llama-3", "expert_count", 4),
                        "llama.expert_used_count is missing, though there are 4 experts"),
                kind(
                        "an expert asked where there are none",
                        with("llama-3", "expert_used_count", 1),
                        "llama.expert_used_count 1 is not 0, as there are no experts"),
                kind(
                        "nothing but blocks that predict ahead",
                        with("llama-3", "nextn_predict_layers", 2),
                        "llama.nextn_predict_layers 2 is not below the 2 blocks"),
                kind(
                        "a scaling nobody knows",
                        with("llama-3", "rope.scaling.type", "dynamic"),
                        "llama.rope.scaling.type dynamic is none that is known"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damaged(String kind, Writing writing, String reason) {
        Path file = writing.to(folder);

        assertThatThrownBy(() -> GgufHeader.read(file))
                .as(kind)
                .isInstanceOf(GgufException.class)
                .hasMessage(file + ": " + reason);
    }

    @Test
    void queriesKeysAndValuesMayBeSeparate() {
        assertThat(GgufHeader.read(separate().write(folder)).blocks()).isEqualTo(2);
    }

    interface Writing {
        Path to(Path folder);
    }

    private static Miniature separate() {
        Miniature phi = miniature("phi-3");
        return new Miniature(
                phi.name(),
                phi.architecture(),
                phi.tokenizer(),
                phi.keys(),
                phi.outer(),
                Collections.nCopies(2, SEPARATE));
    }

    private static Writing without(String miniature, String tensor) {
        return folder -> miniature(miniature).write(folder, name -> !name.equals(tensor), Map.of());
    }

    private static Writing with(String miniature, String key, Object value) {
        return folder -> miniature(miniature).write(folder, name -> true, Map.of(key, value));
    }

    private static Miniature miniature(String name) {
        return Architectures.all().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static Arguments kind(String name, Writing writing, String reason) {
        return Arguments.of(name, writing, reason);
    }
}
