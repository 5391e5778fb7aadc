package dev.fogline.backend.llamacpp.engine;

/// How busy an engine is.
///
/// @param running generations on a slot
/// @param queued generations waiting for one
/// @param decodeTokensPerSecond tokens generated per second of decoding, of all slots together,
///   lately; 0 if nothing was generated yet
/// @param kvUse share of the key-value cells that running generations hold, in [0, 1]
/// @param decodeMillis age of the decoding under way, ≥ 0; 0 if none is
/// @param pickMillis age of the picking of tokens that follows it, ≥ 0; 0 if none is
/// @param open whether new ones are taken at all
public record Load(
        int running,
        int queued,
        double decodeTokensPerSecond,
        double kvUse,
        double decodeMillis,
        double pickMillis,
        boolean open) {}
