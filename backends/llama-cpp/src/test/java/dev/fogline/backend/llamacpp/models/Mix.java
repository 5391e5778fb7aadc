package dev.fogline.backend.llamacpp.models;

import dev.fogline.backend.llamacpp.gguf.TensorType;

/// Which storage formats a quantised model mixes, as llama.cpp's quantiser does it for a llama
/// model with tied embeddings and without an importance matrix: `llama_tensor_get_type_impl` of
/// `llama-quant.cpp`, release 0.5.0.
enum Mix {
    Q8_0(7, TensorType.Q8_0, TensorType.Q8_0),
    Q4_0(2, TensorType.Q4_0, TensorType.Q4_0),
    Q4_K_M(15, TensorType.Q4_K, TensorType.Q6_K);

    /// `LLAMA_FTYPE_*` of `llama.h`.
    final int number;

    final TensorType base;

    private final TensorType more;

    Mix(int number, TensorType base, TensorType more) {
        this.number = number;
        this.base = base;
        this.more = more;
    }

    /// Of embeddings that are the output matrix too.
    TensorType output(int columns) {
        return this == Q8_0 ? base : fitting(TensorType.Q6_K, columns);
    }

    /// Of attention values and the matrix at the end of a block: more bits in the first and last
    /// eighth of the blocks and in every third between them.
    TensorType more(int block, int blocks) {
        int eighth = blocks / 8;
        boolean important = block < eighth || block >= 7 * blocks / 8 || (block - eighth) % 3 == 2;
        return important ? more : base;
    }

    /// The format that takes the place of one whose blocks do not fill a row.
    static TensorType fitting(TensorType type, int columns) {
        return switch (type) {
            case Q4_K -> columns % 256 == 0 ? type : TensorType.Q5_0;
            case Q6_K -> columns % 256 == 0 ? type : TensorType.Q8_0;
            default -> type;
        };
    }
}
