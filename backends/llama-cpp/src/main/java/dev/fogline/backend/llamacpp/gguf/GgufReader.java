package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Reads the head of a GGUF file: magic, version, counts, metadata, tensor table.
///
/// Format: `docs/gguf.md` of the ggml project, versions 2 and 3, little-endian.
final class GgufReader {

    /// `LLAMA_MAX_LAYERS` of llama.cpp 0.5.0; beyond it, as at 0, an assertion ends the whole
    /// process.
    static final int MAX_BLOCKS = 512;

    private static final int MAGIC = 0x46554747; // "GGUF"

    /// The largest published models have a few thousand tensors and some hundred keys.
    private static final int MAX_TENSORS = 65_536;

    private static final int MAX_KEYS = 65_536;

    private static final int DEFAULT_ALIGNMENT = 32;

    private final Path file;
    private final HeaderCursor cursor;

    private GgufReader(Path file, HeaderCursor cursor) {
        this.file = file;
        this.cursor = cursor;
    }

    static GgufHeader read(Path file) {
        return read(file, (reader, channel) -> reader.header());
    }

    /// The architecture that an adapter is made for.
    static String adapterArchitecture(Path file) {
        return read(file, (reader, channel) -> reader.adapter());
    }

    static TokenizerTexts tokenizer(Path file) {
        return read(file, (reader, channel) -> TokenTable.read(file, channel, reader.metadata()));
    }

    private interface Reading<T> {
        T of(GgufReader reader, FileChannel channel) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        if (!Files.exists(file)) {
            throw new GgufException(file, "no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new GgufException(file, "not a file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return reading.of(new GgufReader(file, new HeaderCursor(file, channel)), channel);
        } catch (IOException e) {
            throw new GgufException(file, "cannot be read: " + e, e);
        }
    }

    /// Its own type is `adapter`, of the type `lora` (`llama_adapter_lora_init` of llama.cpp).
    private String adapter() throws IOException {
        checkStart();
        int tensors = count("tensors", MAX_TENSORS);
        int keys = count("metadata keys", MAX_KEYS);
        Metadata metadata = Metadata.read(file, cursor, keys);
        requireText(metadata, "general.type", "adapter");
        requireText(metadata, "adapter.type", "lora");
        TensorTable.read(file, cursor, tensors).checkData(alignment(metadata));
        return architecture(metadata);
    }

    private void requireText(Metadata metadata, String key, String wanted) {
        String found = metadata.text(key).orElse("missing");
        if (!found.equals(wanted)) {
            throw new GgufException(
                    file, "no LoRA adapter: " + key + " is " + found + ", not " + wanted);
        }
    }

    private String architecture(Metadata metadata) {
        return metadata.text("general.architecture")
                .orElseThrow(() -> new GgufException(file, "general.architecture is missing"));
    }

    private Metadata metadata() throws IOException {
        checkStart();
        count("tensors", MAX_TENSORS);
        return Metadata.read(file, cursor, count("metadata keys", MAX_KEYS));
    }

    private GgufHeader header() throws IOException {
        checkStart();
        int tensors = count("tensors", MAX_TENSORS);
        int keys = count("metadata keys", MAX_KEYS);
        Metadata metadata = Metadata.read(file, cursor, keys);
        String architecture = architecture(metadata);
        int blocks = blocks(metadata, architecture);
        refuseParts(metadata);
        new ArchitectureCheck(file, metadata, architecture, blocks).run();
        TensorTable table = TensorTable.read(file, cursor, tensors);
        table.checkData(alignment(metadata));
        table.checkBlocks(blocks);
        new TensorCheck(file, architecture, blocks).run(table);
        new VocabularyCheck(file, metadata).run(table);
        return new GgufHeader(
                Shown.of(architecture),
                metadata.text("general.name").map(Shown::of).orElse(file.getFileName().toString()),
                blocks,
                contextTokens(metadata, architecture),
                table.parameters(),
                table.quantisation(),
                metadata.text("general.license").map(Shown::of),
                metadata.text("tokenizer.chat_template"),
                Shape.of(metadata, table, architecture, blocks),
                Purpose.of(architecture, metadata.number(architecture + ".pooling_type")));
    }

    private void checkStart() throws IOException {
        if (cursor.length() == 0) {
            throw new GgufException(file, "the file is empty");
        }
        if (cursor.length() < Integer.BYTES || cursor.int32("the magic") != MAGIC) {
            throw new GgufException(file, "not a GGUF file");
        }
        int version = cursor.int32("the version");
        if (version != 2 && version != 3) {
            throw new GgufException(
                    file, "GGUF version " + Integer.toUnsignedString(version) + " is not 2 or 3");
        }
    }

    private int count(String what, int most) throws IOException {
        long count = cursor.int64("the number of " + what);
        if (count < 0 || count > most) {
            throw new GgufException(
                    file, Long.toUnsignedString(count) + " " + what + ", not in [0, " + most + "]");
        }
        return (int) count;
    }

    private int blocks(Metadata metadata, String architecture) {
        String key = architecture + ".block_count";
        long blocks =
                metadata.number(key)
                        .orElseThrow(() -> new GgufException(file, key + " is missing"));
        if (blocks < 1 || blocks > MAX_BLOCKS) {
            throw new GgufException(file, key + " " + blocks + " not in [1, " + MAX_BLOCKS + "]");
        }
        return (int) blocks;
    }

    private void refuseParts(Metadata metadata) {
        long parts = metadata.number("split.count").orElse(1);
        if (parts > 1) {
            throw new GgufException(
                    file,
                    "one of "
                            + parts
                            + " parts of a model; join them with llama-gguf-split --merge");
        }
    }

    private int alignment(Metadata metadata) {
        long alignment = metadata.number("general.alignment").orElse(DEFAULT_ALIGNMENT);
        if (metadata.type("general.alignment").orElse(Metadata.UINT32) != Metadata.UINT32) {
            throw new GgufException(file, "general.alignment is no number of 32 bits");
        }
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw new GgufException(
                    file,
                    "general.alignment " + alignment + " is not a power of two up to 1048576");
        }
        return (int) alignment;
    }

    private static OptionalInt contextTokens(Metadata metadata, String architecture) {
        long tokens = metadata.number(architecture + ".context_length").orElse(0);
        return tokens > 0 && tokens <= Integer.MAX_VALUE
                ? OptionalInt.of((int) tokens)
                : OptionalInt.empty();
    }
}
