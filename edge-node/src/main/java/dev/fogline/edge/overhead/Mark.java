package dev.fogline.edge.overhead;

import java.nio.charset.StandardCharsets;

/// Counts a word in bytes that come in pieces. The word's first letter occurs in it only where a
/// new beginning may be overlooked; not thread-safe.
final class Mark {

    private final byte[] word;
    private int matched;
    private int count;

    Mark(String word) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
    }

    void take(byte next) {
        if (next == word[matched]) {
            matched++;
        } else {
            matched = next == word[0] ? 1 : 0;
        }
        if (matched == word.length) {
            matched = 0;
            count++;
        }
    }

    int count() {
        return count;
    }

    void reset() {
        matched = 0;
        count = 0;
    }
}
