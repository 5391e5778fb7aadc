package dev.fogline.backend.llamacpp.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The tensors that llama.cpp does without when it loads a model and not when it computes, where it
/// follows a null pointer. Of all others it says itself that they are missing.
///
/// @param file for messages
record TensorCheck(Path file, String architecture, int blocks) {

    /// Where `create_tensor_qkv` is called with `TENSOR_NOT_REQUIRED` in llama.cpp 0.5.0, of what
    /// is served here: `phi3.cpp`.
    private static final Set<String> UNASKED_ATTENTION = Set.of("phi3");

    /// @throws GgufException for the first that is missing
    void run(TensorTable table) {
        if (UNASKED_ATTENTION.contains(architecture)) {
            for (int block = 0; block < blocks; block++) {
                attention(table, "blk." + block + ".");
            }
        }
    }

    /// One for queries, keys and values, or one for each.
    private void attention(TensorTable table, String prefix) {
        if (table.find(prefix + "attn_qkv.weight").isPresent()) {
            return;
        }
        for (String part : List.of("attn_q", "attn_k", "attn_v")) {
            if (table.find(prefix + part + ".weight").isEmpty()) {
                throw new GgufException(
                        file,
                        "there is neither a tensor "
                                + prefix
                                + "attn_qkv.weight nor a tensor "
                                + prefix
                                + part
                                + ".weight");
            }
        }
    }
}
