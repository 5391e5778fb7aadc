package dev.fogline.backend.llamacpp.engine;

/// How busy an engine is.
///
/// @param running generations on a slot, and an embedding under way
/// @param queued generations waiting for a slot, and embeddings for their turn
/// @param unreadTokens tokens of the prompts of all generations that are not read yet
/// @param decodeTokensPerSecond tokens generated per second of decoding, of all slots together,
///   lately; 0 if nothing was generated yet
/// @param kvUse share of the key-value cells that running generations hold, in [0, 1]
/// @param decodeMillis age of the decoding under way, or of an embedding's step if that is older, ≥
///   0; 0 if none is
/// @param pickMillis age of the picking of tokens that follows it, ≥ 0; 0 if none is
/// @param open whether new ones are taken at all
public record Load(
        int running,
        int queued,
        int unreadTokens,
        double decodeTokensPerSecond,
        double kvUse,
        double decodeMillis,
        double pickMillis,
        boolean open) {

    /// Nothing to do.
    static final Load IDLE = new Load(0, 0, 0, 0, 0, 0, 0, true);

    /// The same with embeddings beside the generations.
    ///
    /// @param embedding of the embeddings alone
    Load and(Load embedding) {
        return new Load(
                running + embedding.running,
                queued + embedding.queued,
                unreadTokens,
                decodeTokensPerSecond,
                kvUse,
                Math.max(decodeMillis, embedding.decodeMillis),
                pickMillis,
                open && embedding.open);
    }
}
