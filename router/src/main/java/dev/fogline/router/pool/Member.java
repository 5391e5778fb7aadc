package dev.fogline.router.pool;

import java.util.Map;

/// One engine of the pool, as whoever discovers it says.
///
/// @param name unique in the pool; also the name of its backend in decisions, metrics and ledger
/// @param url where its OpenAI interface is
/// @param labels the operator's words about it, for readers
/// @param draining whether it is to get no new requests
public record Member(String name, String url, Map<String, String> labels, boolean draining) {

    public Member {
        labels = Map.copyOf(labels);
        if (name.isBlank() || name.contains("/") || url.isBlank()) {
            throw new IllegalArgumentException(
                    "member '" + name + "' at '" + url + "': blank, or a slash in its name");
        }
    }

    /// One that takes requests and has no labels.
    public static Member of(String name, String url) {
        return new Member(name, url, Map.of(), false);
    }
}
