package dev.fogline.backend.llamacpp.binding;

/// How a context that embeds is laid out.
///
/// @param textTokens of the longest text, ≥ 1
/// @param stepTokens of all texts of one step, ≥ textTokens: a text is read in one step, as every
///   token may look at every other one
/// @param threads that compute, ≥ 1
/// @param attention how it is computed
public record EmbeddingLayout(
        int textTokens, int stepTokens, int threads, DecoderOptions.Attention attention) {

    /// Texts of one step at most. Each costs the context a few bytes whether it is there or not;
    /// with short texts of 8 tokens a usual step of 512 is full.
    public static final int STEP_TEXTS = 64;

    public EmbeddingLayout {
        if (textTokens < 1 || stepTokens < textTokens || threads < 1) {
            throw new IllegalArgumentException(
                    "textTokens "
                            + textTokens
                            + ", stepTokens "
                            + stepTokens
                            + ", threads "
                            + threads);
        }
    }
}
