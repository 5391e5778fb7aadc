package dev.fogline.backend.llamacpp.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fogline.backend.llamacpp.natives.NativeSymbols;
import dev.fogline.backend.llamacpp.natives.Struct;
import java.lang.invoke.MethodHandle;

/// The functions of `llama.h` that concern weights and vocabulary, with the C types in the comment
/// where they are not obvious.
final class ModelFunctions {

    final MethodHandle defaultParams;
    final MethodHandle load;
    final MethodHandle free;
    final MethodHandle vocabulary;
    final MethodHandle trainedContext;
    final MethodHandle hasEncoder;
    final MethodHandle hasDecoder;
    final MethodHandle recurrent;
    final MethodHandle hybrid;
    final MethodHandle embeddingSize;
    final MethodHandle metadata;
    final MethodHandle loadAdapter;

    final MethodHandle vocabularyType;
    final MethodHandle vocabularySize;
    final MethodHandle attributes;
    final MethodHandle text;
    final MethodHandle endsGeneration;
    final MethodHandle beginToken;
    final MethodHandle tokenize;
    final MethodHandle piece;

    ModelFunctions(NativeSymbols symbols) {
        defaultParams =
                symbols.function("llama_model_default_params", Struct.MODEL_PARAMS.layout());
        load =
                symbols.function(
                        "llama_model_load_from_file",
                        ADDRESS,
                        ADDRESS,
                        Struct.MODEL_PARAMS.layout());
        free = symbols.procedure("llama_model_free", ADDRESS);
        vocabulary = symbols.function("llama_model_get_vocab", ADDRESS, ADDRESS);
        trainedContext = symbols.function("llama_model_n_ctx_train", JAVA_INT, ADDRESS);
        hasEncoder = symbols.function("llama_model_has_encoder", JAVA_BOOLEAN, ADDRESS);
        hasDecoder = symbols.function("llama_model_has_decoder", JAVA_BOOLEAN, ADDRESS);
        recurrent = symbols.function("llama_model_is_recurrent", JAVA_BOOLEAN, ADDRESS);
        hybrid = symbols.function("llama_model_is_hybrid", JAVA_BOOLEAN, ADDRESS);
        embeddingSize = symbols.function("llama_model_n_embd_out", JAVA_INT, ADDRESS);
        // model, key, buffer, capacity (size_t); negative: no such key
        metadata =
                symbols.function(
                        "llama_model_meta_val_str", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        loadAdapter = symbols.function("llama_adapter_lora_init", ADDRESS, ADDRESS, ADDRESS);

        vocabularyType = symbols.function("llama_vocab_type", JAVA_INT, ADDRESS);
        vocabularySize = symbols.function("llama_vocab_n_tokens", JAVA_INT, ADDRESS);
        attributes = symbols.function("llama_vocab_get_attr", JAVA_INT, ADDRESS, JAVA_INT);
        text = symbols.function("llama_vocab_get_text", ADDRESS, ADDRESS, JAVA_INT);
        endsGeneration = symbols.function("llama_vocab_is_eog", JAVA_BOOLEAN, ADDRESS, JAVA_INT);
        beginToken = symbols.function("llama_vocab_bos", JAVA_INT, ADDRESS);
        // vocabulary, text, bytes, tokens, capacity, add_special, parse_special; negative: the
        // capacity needed
        tokenize =
                symbols.function(
                        "llama_tokenize",
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_BOOLEAN,
                        JAVA_BOOLEAN);
        // vocabulary, token, buffer, capacity, lstrip, special; negative: the capacity needed
        piece =
                symbols.function(
                        "llama_token_to_piece",
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_BOOLEAN);
    }
}
