package dev.fogline.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// One request a faulty upstream received, what it may do about it, and what became of it.
///
/// Played by one thread; the facts may be read by any.
public final class Exchange {

    private static final long STAYED = Long.MIN_VALUE;

    private final Socket connection;
    private final String head;
    private final String body;
    private final long arrivedNanos;
    private final AtomicLong leftNanos = new AtomicLong(STAYED);
    private final AtomicLong bytesSent = new AtomicLong();

    private Exchange(Socket connection, String head, String body, long arrivedNanos) {
        this.connection = connection;
        this.head = head;
        this.body = body;
        this.arrivedNanos = arrivedNanos;
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
        return new Exchange(connection, text, new String(body, UTF_8), System.nanoTime());
    }

    /// Request line and headers.
    public String head() {
        return head;
    }

    /// The request's body.
    public String body() {
        return body;
    }

    /// Whether it asks for the list of models.
    public boolean probe() {
        return head.startsWith("GET ");
    }

    /// When the whole request was there, by [System#nanoTime].
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /// When the client was seen to have closed the connection; empty while it was not looked for.
    public OptionalLong leftNanos() {
        long left = leftNanos.get();
        return left == STAYED ? OptionalLong.empty() : OptionalLong.of(left);
    }

    /// How many bytes of the reply the network took, head included.
    public long bytesSent() {
        return bytesSent.get();
    }

    /// A whole reply of JSON.
    public void json(int status, String body, String... headers) throws IOException {
        whole(status, "application/json", body, headers);
    }

    /// OpenAI's error shape.
    public void error(int status, String code, String message, String... headers)
            throws IOException {
        json(status, errorJson(code, message), headers);
    }

    /// `{"error": {"code": …, "message": …}}`.
    public static String errorJson(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }

    /// A whole reply.
    public void whole(int status, String type, String body, String... headers) throws IOException {
        var reply = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        reply.append("content-type: ").append(type).append("\r\n");
        for (String header : headers) {
            reply.append(header).append("\r\n");
        }
        reply.append("content-length: ").append(body.getBytes(UTF_8).length);
        raw(reply.append("\r\n\r\n").append(body).toString());
    }

    /// Begins a stream in chunked encoding.
    public Exchange stream() throws IOException {
        raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
        return raw("transfer-encoding: chunked\r\n\r\n");
    }

    /// One event in a chunk of its own.
    public Exchange event(String data) throws IOException {
        return chunk("data: " + data + "\n\n");
    }

    /// The delta that opens an answer and says nothing.
    public Exchange role() throws IOException {
        return event(
                "{\"model\":\"m1-served\",\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}");
    }

    /// A comment, as servers send to keep a connection alive.
    public Exchange comment() throws IOException {
        return chunk(": keep-alive\n\n");
    }

    /// A delta with a text.
    public Exchange token(String text) throws IOException {
        return event(
                "{\"model\":\"m1-served\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                        + text
                        + "\"},\"finish_reason\":null}]}");
    }

    /// `t0 t1 …`, a delta each.
    public Exchange tokens(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            token("t" + i + " ");
        }
        return this;
    }

    /// The delta with the finish reason.
    public Exchange finish(String reason) throws IOException {
        return event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    /// The event without choices that tells usage.
    public Exchange usage(int prompt, int output) throws IOException {
        return event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":"
                        + prompt
                        + ",\"completion_tokens\":"
                        + output
                        + "}}");
    }

    /// One chunk of the transfer encoding.
    public Exchange chunk(String text) throws IOException {
        return chunk(text.getBytes(UTF_8));
    }

    /// One chunk of the transfer encoding, which may be half a character.
    public Exchange chunk(byte[] bytes) throws IOException {
        var framed = new ByteArrayOutputStream();
        framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        framed.writeBytes(bytes);
        framed.writeBytes("\r\n".getBytes(UTF_8));
        return bytes(framed.toByteArray());
    }

    /// The last chunk: a proper end of the body.
    public void endChunks() throws IOException {
        raw("0\r\n\r\n");
    }

    /// Text as it is.
    public Exchange raw(String text) throws IOException {
        return bytes(text.getBytes(UTF_8));
    }

    /// Bytes as they are.
    public Exchange bytes(byte[] bytes) throws IOException {
        try {
            connection.getOutputStream().write(bytes);
            connection.getOutputStream().flush();
        } catch (IOException gone) {
            left();
            throw gone;
        }
        bytesSent.addAndGet(bytes.length);
        return this;
    }

    /// Closes properly.
    public void close() throws IOException {
        connection.close();
    }

    /// Closes with a reset.
    public void reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /// Says nothing for so long, unless the client leaves before.
    ///
    /// @throws EOFException if it does
    public Exchange silent(Duration time) throws IOException {
        connection.setSoTimeout((int) time.toMillis());
        try {
            if (connection.getInputStream().read() < 0) {
                left();
                throw new EOFException("the client left");
            }
            throw new IllegalStateException("the client sent a request before the reply's end");
        } catch (SocketTimeoutException over) {
            connection.setSoTimeout(0);
            return this;
        } catch (IOException gone) {
            left();
            throw gone;
        }
    }

    /// Says nothing more; returns when the client closes the connection.
    public void awaitClientGone() {
        try {
            while (connection.getInputStream().read() >= 0) {
                // what it still sends does not matter
            }
        } catch (IOException reset) {
            // gone as well
        }
        left();
    }

    /// A whole well-formed answer.
    public static void well(Exchange exchange) throws IOException {
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

    private void left() {
        leftNanos.compareAndSet(STAYED, System.nanoTime());
    }
}
