package dev.fogline.edge.overhead;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes a mock upstream answers with, made once.
final class MockAnswer {

    /// Of a whole answer.
    static final String TEXT =
            "The mock upstream answers with a fixed paragraph, long enough to look like a short real"
                    + " completion: edge nodes run small quantised models close to the user, the cloud"
                    + " pool runs large ones, and a router chooses between the two by predicted cost,"
                    + " latency and quality for every request it sees.";

    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":212,\"completion_tokens\":64,\"total_tokens\":276}";

    private static final byte[] MODELS =
            whole(
                    "{\"object\":\"list\",\"data\":[{\"id\":\"mock-small\",\"object\":\"model\"},"
                            + "{\"id\":\"mock-large\",\"object\":\"model\"}]}");
    private static final byte[] WHOLE =
            whole(
                    "{\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion\",\"created\":1700000000,"
                            + "\"model\":\"mock\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                            + "\"assistant\",\"content\":\""
                            + TEXT
                            + "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                            + USAGE
                            + ",\"system_fingerprint\":\"fp_mock\"}");
    private static final byte[] HEAD =
            ascii(
                    """
                    HTTP/1.1 200 OK\r
                    Content-Type: text/event-stream\r
                    Cache-Control: no-cache\r
                    Transfer-Encoding: chunked\r
                    \r
                    """);
    private static final byte[] TEXT_PIECE = piece(TEXT);
    private static final byte[] TOKEN_PIECE = piece(" token");
    private static final byte[] END =
            ascii(
                    chunk(event("{},\"logprobs\":null,\"finish_reason\":\"stop\"}]," + USAGE))
                            + chunk("data: [DONE]\n\n")
                            + "0\r\n\r\n");

    private MockAnswer() {}

    static ByteBuffer models() {
        return ByteBuffer.wrap(MODELS);
    }

    static ByteBuffer whole() {
        return ByteBuffer.wrap(WHOLE);
    }

    /// @param first whether the head goes before it
    /// @param last whether the end comes after it
    static ByteBuffer piece(boolean first, boolean last) {
        byte[] piece = first && last ? TEXT_PIECE : TOKEN_PIECE;
        var bytes = ByteBuffer.allocate(HEAD.length + piece.length + END.length);
        if (first) {
            bytes.put(HEAD);
        }
        bytes.put(piece);
        if (last) {
            bytes.put(END);
        }
        return bytes.flip();
    }

    private static byte[] piece(String text) {
        return ascii(
                chunk(
                        event(
                                "{\"content\":\""
                                        + text
                                        + "\"},\"logprobs\":null,\"finish_reason\":null}]")));
    }

    private static String event(String choice) {
        return "data: {\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion.chunk\",\"created\":"
                + "1700000000,\"model\":\"mock\",\"choices\":[{\"index\":0,\"delta\":"
                + choice
                + "}\n\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static byte[] whole(String json) {
        return ascii(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
