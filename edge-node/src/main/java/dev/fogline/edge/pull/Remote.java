package dev.fogline.edge.pull;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/// A file to be fetched.
///
/// @param uri where it is
/// @param fileName as its owner calls it
/// @param token that its server wants; empty for none. No other host is ever shown it
/// @param bytes it has, where that is known before
/// @param sha256 of its content in lower-case hexadecimal digits, where that is known before
public record Remote(
        URI uri, String fileName, String token, OptionalLong bytes, Optional<String> sha256) {

    @Override
    public String toString() {
        return "Remote[" + fileName + "]";
    }
}
