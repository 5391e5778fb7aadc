package dev.fogline.backend.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;

/// One request a scripted server received, and what it may do about it.
final class Exchange {

    private final Socket connection;
    private final String head;
    private final String body;

    private Exchange(Socket connection, String head, String body) {
        this.connection = connection;
        this.head = head;
        this.body = body;
    }

    static Exchange read(Socket connection) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new EOFException("no further request");
            }
            head.write(next);
        }
        String text = head.toString(UTF_8);
        int length = 0;
        for (String line : text.toLowerCase(Locale.ROOT).split("\r\n")) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        byte[] body = connection.getInputStream().readNBytes(length);
        return new Exchange(connection, text, new String(body, UTF_8));
    }

    String head() {
        return head;
    }

    String body() {
        return body;
    }

    boolean probe() {
        return head.startsWith("GET ");
    }

    void json(int status, String body, String... headers) throws IOException {
        whole(status, "application/json", body, headers);
    }

    void whole(int status, String type, String body, String... headers) throws IOException {
        var reply = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        reply.append("content-type: ").append(type).append("\r\n");
        for (String header : headers) {
            reply.append(header).append("\r\n");
        }
        reply.append("content-length: ").append(body.getBytes(UTF_8).length);
        raw(reply.append("\r\n\r\n").append(body).toString());
    }

    /// Begins a stream in chunked encoding.
    Exchange stream() throws IOException {
        raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
        return raw("transfer-encoding: chunked\r\n\r\n");
    }

    /// One event in a chunk of its own.
    Exchange event(String data) throws IOException {
        return chunk("data: " + data + "\n\n");
    }

    Exchange token(String text) throws IOException {
        return event(
                "{\"model\":\"m1-served\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                        + text
                        + "\"},\"finish_reason\":null}]}");
    }

    Exchange tokens(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            token("t" + i + " ");
        }
        return this;
    }

    Exchange finish(String reason) throws IOException {
        return event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    Exchange usage(int prompt, int output) throws IOException {
        return event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":"
                        + prompt
                        + ",\"completion_tokens\":"
                        + output
                        + "}}");
    }

    Exchange chunk(String text) throws IOException {
        return raw(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
    }

    void endChunks() throws IOException {
        raw("0\r\n\r\n");
    }

    Exchange raw(String text) throws IOException {
        return bytes(text.getBytes(UTF_8));
    }

    Exchange bytes(byte[] bytes) throws IOException {
        connection.getOutputStream().write(bytes);
        connection.getOutputStream().flush();
        return this;
    }

    /// Closes properly.
    void close() throws IOException {
        connection.close();
    }

    /// Closes with a reset.
    void reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /// Says nothing more; returns when the client closes the connection.
    void awaitClientGone() {
        try {
            while (connection.getInputStream().read() >= 0) {
                // what it still sends does not matter
            }
        } catch (IOException reset) {
            // gone as well
        }
    }

    /// A whole well-formed answer.
    static void well(Exchange exchange) throws IOException {
        exchange.stream()
                .event("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}")
                .token("one ")
                .token("two ")
                .token("three")
                .finish("stop")
                .usage(7, 3)
                .event("[DONE]")
                .endChunks();
    }
}
