package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.engine.Load;
import java.util.Optional;

/// Whether a worker hangs. Pure.
///
/// @param silenceMillis without any frame, though a living worker sends one a second
/// @param pickMillis for the tokens of one step: milliseconds are usual, and a grammar may keep
///   llama.cpp busy for ever, heedless of cancelling
/// @param decodeMillis for one step: 512 tokens of the largest models take minutes on a slow
///   processor
public record Watchdog(double silenceMillis, double pickMillis, double decodeMillis) {

    /// For machines that are only busy, not broken.
    public static final Watchdog USUAL = new Watchdog(10_000, 10_000, 600_000);

    /// @param silentMillis since the last frame
    /// @param load as last told
    /// @return what is wrong, empty for nothing
    Optional<String> complaint(double silentMillis, Load load) {
        if (silentMillis > silenceMillis) {
            return Optional.of("it said nothing for " + seconds(silentMillis));
        }
        if (load.pickMillis() > pickMillis) {
            return Optional.of("picking one token took more than " + seconds(pickMillis));
        }
        if (load.decodeMillis() > decodeMillis) {
            return Optional.of("one step took more than " + seconds(decodeMillis));
        }
        return Optional.empty();
    }

    private static String seconds(double millis) {
        return Math.round(millis / 1000) + " s";
    }
}
