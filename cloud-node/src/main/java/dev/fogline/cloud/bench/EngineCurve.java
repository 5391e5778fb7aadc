package dev.fogline.cloud.bench;

/// How long one step of an engine takes that decodes a batch and reads a part of a prompt beside
/// it.
///
/// ```
/// stepMillis = (base + perRequest * requests + perContext * contextTokens + perPrompt * promptTokens) / speed
/// ```
///
/// @param baseMillis of a step with nobody in it, above 0
/// @param perRequestMillis of a request in the batch
/// @param perContextMillis of a token in a request's context
/// @param perPromptMillis of a prompt token that is read
/// @param kvTokens that all requests of the batch may hold together
/// @param stepTokens prompt tokens that are read in one step at most
/// @param speed how much faster than the published engine
record EngineCurve(
        double baseMillis,
        double perRequestMillis,
        double perContextMillis,
        double perPromptMillis,
        int kvTokens,
        int stepTokens,
        double speed) {

    /// Llama-2-70B on four H100, by least squares over the 105 measurements of Splitwise's
    /// `perf_model.csv` (Patel and others, ISCA 2024). Prompts are read in pieces of vLLM's usual
    /// 2,048 tokens. The cache is much smaller than on such a machine (ours): else no run of a
    /// minute would fill it.
    private static final EngineCurve PUBLISHED =
            new EngineCurve(28.85, 0.295, 7.8e-5, 0.1066, 16_384, 2_048, 1);

    /// The published engine, so many times as fast.
    static EngineCurve times(double speed) {
        return new EngineCurve(
                PUBLISHED.baseMillis,
                PUBLISHED.perRequestMillis,
                PUBLISHED.perContextMillis,
                PUBLISHED.perPromptMillis,
                PUBLISHED.kvTokens,
                PUBLISHED.stepTokens,
                speed);
    }

    double stepMillis(int requests, long contextTokens, int promptTokens) {
        return (baseMillis
                        + perRequestMillis * requests
                        + perContextMillis * contextTokens
                        + perPromptMillis * promptTokens)
                / speed;
    }
}
