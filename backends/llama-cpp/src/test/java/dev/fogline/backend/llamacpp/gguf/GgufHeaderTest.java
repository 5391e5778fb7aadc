package dev.fogline.backend.llamacpp.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GgufHeaderTest {

    @TempDir private Path folder;

    @Test
    void tellsWhatTheDemoModelIs() {
        GgufHeader header = GgufHeader.read(DemoModel.EDGE);

        assertThat(header.architecture()).isEqualTo("llama");
        assertThat(header.name()).isEqualTo("demo-edge");
        assertThat(header.blocks()).isEqualTo(2);
        assertThat(header.contextTokens()).hasValue(512);
        assertThat(header.parameters()).isEqualTo(283_104);
        assertThat(header.quantisation()).isEqualTo("Q8_0");
        assertThat(header.chatTemplate()).isPresent();
    }

    @Test
    void acceptsAFileWithoutTensors() throws IOException {
        assertThat(GgufHeader.read(file(GgufBytes.ofBlocks(512).bytes())).blocks()).isEqualTo(512);
    }

    @Test
    void saysThatAFileIsMissing() {
        Path missing = folder.resolve("missing.gguf");

        assertThatThrownBy(() -> GgufHeader.read(missing)).hasMessage(missing + ": no such file");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertThatThrownBy(() -> GgufHeader.read(folder)).hasMessage(folder + ": not a file");
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                kind("empty", new byte[0], "the file is empty"),
                kind("short", new byte[3], "not a GGUF file"),
                kind("another format", new byte[100], "not a GGUF file"),
                kind(
                        "version 1",
                        new GgufBytes().int32(0x46554747).int32(1),
                        "GGUF version 1 is not 2 or 3"),
                kind(
                        "big-endian",
                        new GgufBytes().int32(0x46554747).int32(0x03000000),
                        "GGUF version 50331648 is not 2 or 3"),
                kind(
                        "no counts",
                        new GgufBytes().int32(0x46554747).int32(3),
                        "cut off after 8 bytes, in the middle of the number of tensors"),
                kind(
                        "absurd tensors",
                        GgufBytes.start(1L << 60, 0),
                        "1152921504606846976 tensors, not in [0, 65536]"),
                kind(
                        "negative keys",
                        GgufBytes.start(0, -1),
                        "18446744073709551615 metadata keys, not in [0, 65536]"),
                kind(
                        "no keys",
                        GgufBytes.start(0, 2),
                        "cut off after 24 bytes, in the middle of the length of metadata key 1 of 2"),
                kind(
                        "endless key",
                        GgufBytes.start(0, 1).int64(1L << 40),
                        "metadata key 1 of 1 has 1099511627776 bytes, more than 65535"),
                kind(
                        "unknown type",
                        GgufBytes.start(0, 1).key("k", 77),
                        "k has the unknown type 77"),
                kind(
                        "endless array",
                        GgufBytes.start(0, 1).key("k", GgufBytes.ARRAY).int32(4).int64(1L << 62),
                        "k has 4611686018427387904 elements"),
                kind(
                        "array of arrays",
                        GgufBytes.start(0, 1).key("k", GgufBytes.ARRAY).int32(9).int64(1),
                        "k has the unknown type 9"),
                kind("no architecture", GgufBytes.start(0, 0), "general.architecture is missing"),
                kind(
                        "no blocks",
                        GgufBytes.start(0, 1).architecture(),
                        "llama.block_count is missing"),
                kind("zero blocks", GgufBytes.ofBlocks(0), "llama.block_count 0 not in [1, 512]"),
                kind(
                        "4e9 blocks",
                        GgufBytes.ofBlocks((int) 4_000_000_000L),
                        "llama.block_count 4000000000 not in [1, 512]"),
                kind(
                        "blocks as text",
                        GgufBytes.start(0, 2)
                                .architecture()
                                .key("llama.block_count", GgufBytes.TEXT)
                                .text("2"),
                        "llama.block_count is missing"),
                kind(
                        "alignment 3",
                        GgufBytes.start(0, 3)
                                .architecture()
                                .key("llama.block_count", GgufBytes.UINT32)
                                .int32(1)
                                .key("general.alignment", GgufBytes.UINT32)
                                .int32(3),
                        "general.alignment 3 is not a power of two up to 1048576"),
                kind(
                        "negative epsilon",
                        GgufBytes.start(0, 3)
                                .architecture()
                                .key("llama.block_count", GgufBytes.UINT32)
                                .int32(1)
                                .key("llama.attention.layer_norm_rms_epsilon", GgufBytes.FLOAT)
                                .int32(Float.floatToRawIntBits(-1)),
                        "llama.attention.layer_norm_rms_epsilon -1.0 is not 0 or above"),
                kind("five dimensions", tensor(5), "tensor t has 5 dimensions, not in [1, 4]"),
                kind(
                        "endless tensor",
                        tensor(2).int64(1L << 40).int64(1L << 40),
                        "tensor t is larger than the file"),
                kind(
                        "no data",
                        tensor(1).int64(8).int32(0).int64(0),
                        "cut off after 135 bytes: the data of tensor t is not all there"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damaged(String kind, byte[] content, String reason) throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> GgufHeader.read(file))
                .isInstanceOf(GgufException.class)
                .hasMessage(file + ": " + reason);
    }

    @Test
    void noticesEveryPlaceWhereARealFileIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(DemoModel.EDGE);

        for (int length = 0; length < whole.length; length += 1009) {
            Path file = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufHeader.read(file)).isInstanceOf(GgufException.class);
        }
    }

    private static GgufBytes tensor(int dimensions) {
        return GgufBytes.start(1, 2)
                .architecture()
                .key("llama.block_count", GgufBytes.UINT32)
                .int32(1)
                .text("t")
                .int32(dimensions);
    }

    private static Arguments kind(String name, GgufBytes content, String reason) {
        return kind(name, content.bytes(), reason);
    }

    private static Arguments kind(String name, byte[] content, String reason) {
        return Arguments.of(name, content, reason);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.gguf"), content);
    }
}
