package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The few texts of a vocabulary that mean something to the model.
final class TokenTable {

    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String TEMPLATE = "tokenizer.chat_template";

    /// `LLAMA_TOKEN_TYPE_UNKNOWN` and `_CONTROL` of llama.cpp, which it looks for in markup only.
    private static final Set<Integer> SPECIAL_TYPES = Set.of(2, 3);

    /// What llama.cpp 0.5.0 takes as control tokens whatever the file says (`llama-vocab.cpp`).
    private static final Set<String> SPECIAL_TEXTS =
            Set.of(
                    "<|eot_id|>",
                    "<|im_end|>",
                    "<|end|>",
                    "<end_of_turn>",
                    "<|endoftext|>",
                    "<|end_of_text|>",
                    "<EOT>",
                    "_<EOT>",
                    "[EOT]",
                    "[EOS]",
                    "</s>",
                    "<|eom_id|>",
                    "<|return|>",
                    "<|call|>",
                    "<|flush|>",
                    "<|calls|>",
                    "<end_of_utterance>",
                    "<eos>",
                    "<turn|>",
                    "<|tool_response>",
                    "<｜end▁of▁sentence｜>",
                    "[e~[");

    /// A bound against damaged files: the longest published special texts have some dozens.
    private static final int MAX_TOKEN_BYTES = 1 << 16;

    private static final int MAX_TOKENS = 1 << 22;

    private final Path file;
    private final FileChannel channel;
    private final Metadata metadata;

    private TokenTable(Path file, FileChannel channel, Metadata metadata) {
        this.file = file;
        this.channel = channel;
        this.metadata = metadata;
    }

    static TokenizerTexts read(Path file, FileChannel channel, Metadata metadata)
            throws IOException {
        return new TokenTable(file, channel, metadata).texts();
    }

    private TokenizerTexts texts() throws IOException {
        int begin = token("bos", 1);
        int end = token("eos", 2);
        var wanted = specialTokens();
        Map<Integer, String> named = new HashMap<>();
        var special = new ArrayList<String>();
        var cursor = cursor(TOKENS);
        for (int i = 0; i < count(TOKENS); i++) {
            String text = cursor.text(TOKENS, MAX_TOKEN_BYTES);
            if (i == begin || i == end) {
                named.put(i, text);
            }
            if (!text.isEmpty() && (wanted.get(i) || SPECIAL_TEXTS.contains(text))) {
                special.add(text);
            }
        }
        special.sort(Comparator.comparingInt(String::length).reversed());
        return new TokenizerTexts(
                named.getOrDefault(begin, ""),
                named.getOrDefault(end, ""),
                special,
                metadata.textsBehind(TEMPLATE));
    }

    private BitSet specialTokens() throws IOException {
        var special = new BitSet();
        var cursor = cursor(TYPES);
        for (int i = 0; i < count(TYPES); i++) {
            special.set(i, SPECIAL_TYPES.contains(cursor.int32(TYPES)));
        }
        return special;
    }

    /// What the file says, else llama.cpp's default, which only its oldest kind has here.
    private int token(String which, int ofOldest) {
        boolean oldest = metadata.text("tokenizer.ggml.model").orElse("").equals("llama");
        return (int)
                metadata.number("tokenizer.ggml." + which + "_token_id")
                        .orElse(oldest ? ofOldest : -1);
    }

    private HeaderCursor cursor(String key) throws IOException {
        channel.position(0);
        var cursor = new HeaderCursor(file, channel);
        cursor.skip(metadata.array(key).map(Metadata.Elements::at).orElse(0L), key);
        return cursor;
    }

    private int count(String key) {
        int wanted = key.equals(TYPES) ? Metadata.INT32 : Metadata.TEXT;
        return metadata.array(key)
                .filter(array -> array.type() == wanted)
                .map(array -> (int) Math.min(MAX_TOKENS, array.count()))
                .orElse(0);
    }
}
