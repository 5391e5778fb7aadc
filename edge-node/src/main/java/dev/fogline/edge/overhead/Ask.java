package dev.fogline.edge.overhead;

import java.nio.charset.StandardCharsets;

/// What one request asks for. What it wants of the upstream stands in fields that every node passes
/// on: `max_tokens` says how many pieces, `seed` how many milliseconds apart.
///
/// @param streams whether the answer comes as events
/// @param pieces of the answer, ≥ 1
/// @param apartMillis between two pieces, 0 for all at once
record Ask(boolean streams, int pieces, int apartMillis) {

    /// A whole answer, as one piece where the upstream is asked to stream it.
    static final Ask WHOLE = new Ask(false, 1, 0);

    /// Long enough to make a body of one kilobyte, as a short question with instructions has.
    private static final String QUESTION =
            "the quick brown fox jumps over the lazy dog and ".repeat(16);

    /// Head and body, as bytes that can be sent again and again.
    byte[] request(int port) {
        String body =
                "{\"model\":\"auto\",\"stream\":"
                        + streams
                        + ",\"temperature\":0.2,\"max_tokens\":"
                        + pieces
                        + ",\"seed\":"
                        + apartMillis
                        + ",\"messages\":[{\"role\":\"system\",\"content\":\"You are a terse"
                        + " assistant.\"},{\"role\":\"user\",\"content\":\""
                        + QUESTION
                        + "\"}]}";
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nContent-Type: application/json\r\nAccept: "
                        + (streams ? "text/event-stream" : "application/json")
                        + "\r\nAuthorization: Bearer sk-mock\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether what came is what was asked for.
    boolean answeredBy(ResponseReader response) {
        return streams ? response.goodStream(pieces) : response.goodWhole(MockAnswer.TEXT.length());
    }
}
