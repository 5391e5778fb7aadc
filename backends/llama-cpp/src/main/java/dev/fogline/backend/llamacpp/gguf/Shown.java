package dev.fogline.backend.llamacpp.gguf;

/// Texts out of a file as they may be shown: whoever made it may have put line breaks or commands
/// for terminals in them.
final class Shown {

    private static final int MAX_CHARACTERS = 300;

    private Shown() {}

    /// Without control characters, cut off where it is too long.
    static String of(String text) {
        String some =
                text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
        return some.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }
}
