package dev.fogline.router.privacy;

/// Where something was found. It does not hold the text.
///
/// @param text which of the inspected texts, from 0
/// @param start first UTF-16 unit
/// @param end after the last UTF-16 unit
public record Finding(Kind kind, int text, int start, int end) {

    public Finding {
        if (text < 0 || start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "text " + text + " from " + start + " to " + end + " is no place");
        }
    }
}
