package dev.fogline.backend.llamacpp.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a family of models cuts text into tokens.
///
/// @param pre which rules cut text into words before pairs are joined; `default` for SentencePiece
/// @param control special tokens that are never written out
/// @param userDefined special tokens that are
/// @param begin the token at the beginning of a text
/// @param end the token at the end of an answer
/// @param keys of the file, without `tokenizer.ggml.`
record Tokenizer(
        Kind kind,
        String pre,
        List<String> control,
        List<String> userDefined,
        String begin,
        String end,
        Map<String, Object> keys) {

    enum Kind {
        BYTE_PAIRS,
        SENTENCE_PIECES
    }

    /// The special tokens of both, the bytes, and some pieces.
    private static final int SIZE = 640;

    static final Tokenizer LLAMA_3 =
            bytePairs(
                    "llama-bpe",
                    List.of(
                            "<|begin_of_text|>",
                            "<|end_of_text|>",
                            "<|start_header_id|>",
                            "<|end_header_id|>",
                            "<|eom_id|>",
                            "<|eot_id|>",
                            "<|python_tag|>"),
                    List.of(),
                    "<|begin_of_text|>",
                    "<|eot_id|>",
                    Map.of());

    static final Tokenizer QWEN =
            bytePairs(
                    "qwen2",
                    List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
                    List.of(
                            "<tool_call>",
                            "</tool_call>",
                            "<tool_response>",
                            "</tool_response>",
                            "<think>",
                            "</think>"),
                    "<|endoftext|>",
                    "<|im_end|>",
                    Map.of("add_bos_token", false));

    static final Tokenizer OLMO =
            bytePairs(
                    "olmo",
                    List.of("<|endoftext|>", "<|padding|>"),
                    List.of(),
                    "<|endoftext|>",
                    "<|endoftext|>",
                    Map.of("add_bos_token", false));

    static final Tokenizer OLMO_2 =
            bytePairs(
                    "dbrx",
                    List.of("<|endoftext|>", "<|pad|>"),
                    List.of(),
                    "<|endoftext|>",
                    "<|endoftext|>",
                    Map.of("add_bos_token", false));

    static final Tokenizer COMMAND_R =
            bytePairs(
                    "command-r",
                    List.of(
                            "<PAD>",
                            "<BOS_TOKEN>",
                            "<|START_OF_TURN_TOKEN|>",
                            "<|END_OF_TURN_TOKEN|>",
                            "<|USER_TOKEN|>",
                            "<|CHATBOT_TOKEN|>",
                            "<|SYSTEM_TOKEN|>",
                            "<|START_THINKING|>",
                            "<|END_THINKING|>",
                            "<|START_ACTION|>",
                            "<|END_ACTION|>",
                            "<|START_TOOL_RESULT|>",
                            "<|END_TOOL_RESULT|>",
                            "<|START_RESPONSE|>",
                            "<|END_RESPONSE|>"),
                    List.of(),
                    "<BOS_TOKEN>",
                    "<|END_OF_TURN_TOKEN|>",
                    Map.of("add_bos_token", true));

    static final Tokenizer GPT_OSS =
            bytePairs(
                    "gpt-4o",
                    List.of(
                            "<|startoftext|>",
                            "<|endoftext|>",
                            "<|return|>",
                            "<|constrain|>",
                            "<|channel|>",
                            "<|start|>",
                            "<|end|>",
                            "<|message|>",
                            "<|call|>"),
                    List.of(),
                    "<|startoftext|>",
                    "<|return|>",
                    Map.of());

    static final Tokenizer LFM_2 =
            bytePairs(
                    "lfm2",
                    List.of(
                            "<|pad|>",
                            "<|startoftext|>",
                            "<|endoftext|>",
                            "<|im_start|>",
                            "<|im_end|>"),
                    List.of(),
                    "<|startoftext|>",
                    "<|im_end|>",
                    Map.of("add_bos_token", true));

    private static final List<String> MISTRAL_CONTROL =
            List.of(
                    "<unk>",
                    "<s>",
                    "</s>",
                    "[INST]",
                    "[/INST]",
                    "[TOOL_CALLS]",
                    "[AVAILABLE_TOOLS]",
                    "[/AVAILABLE_TOOLS]",
                    "[TOOL_RESULTS]",
                    "[/TOOL_RESULTS]");

    static final Tokenizer TEKKEN =
            bytePairs("tekken", MISTRAL_CONTROL, List.of(), "<s>", "</s>", Map.of());

    static final Tokenizer MISTRAL_3 =
            sentencePieces(
                    MISTRAL_CONTROL, List.of(), "<s>", "</s>", Map.of("add_bos_token", true));

    static final Tokenizer LLAMA_2 =
            sentencePieces(List.of("<unk>", "<s>", "</s>"), List.of(), "<s>", "</s>", Map.of());

    static final Tokenizer PHI_3 =
            sentencePieces(
                    List.of(
                            "<unk>",
                            "<s>",
                            "<|endoftext|>",
                            "<|assistant|>",
                            "<|system|>",
                            "<|end|>",
                            "<|user|>"),
                    List.of("</s>"),
                    "<s>",
                    "<|endoftext|>",
                    Map.of("add_bos_token", false));

    static final Tokenizer GEMMA =
            sentencePieces(
                    List.of("<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"),
                    List.of("\n\n", "\n\n\n"),
                    "<bos>",
                    "<eos>",
                    Map.of("add_bos_token", true, "add_space_prefix", false));

    private static Tokenizer bytePairs(
            String pre,
            List<String> control,
            List<String> userDefined,
            String begin,
            String end,
            Map<String, Object> keys) {
        return new Tokenizer(Kind.BYTE_PAIRS, pre, control, userDefined, begin, end, keys);
    }

    private static Tokenizer sentencePieces(
            List<String> control,
            List<String> userDefined,
            String begin,
            String end,
            Map<String, Object> keys) {
        return new Tokenizer(
                Kind.SENTENCE_PIECES, "default", control, userDefined, begin, end, keys);
    }

    Tokens tokens() {
        return switch (kind) {
            case BYTE_PAIRS -> Tokens.bytePairs(SIZE, control, userDefined);
            case SENTENCE_PIECES -> Tokens.sentencePieces(SIZE, control, userDefined);
        };
    }

    /// Whether a blank is put in front of a text.
    boolean addsBlank() {
        return kind == Kind.SENTENCE_PIECES && !keys.containsKey("add_space_prefix");
    }

    Map<String, Object> metadata() {
        Tokens tokens = tokens();
        var metadata = new LinkedHashMap<>(tokens.metadata());
        metadata.put("tokenizer.ggml.pre", pre);
        metadata.put("tokenizer.ggml.bos_token_id", tokens.of(begin));
        metadata.put("tokenizer.ggml.eos_token_id", tokens.of(end));
        keys.forEach((key, value) -> metadata.put("tokenizer.ggml." + key, value));
        return metadata;
    }
}
