package dev.fogline.edge.pull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A web server that does what a script says, for one request after the other, and remembers them.
public final class HubServer implements AutoCloseable {

    private final ServerSocket socket;
    private final String host;
    private final Function<Request, Reply> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /// @param headers with names in lower case
    public record Request(String path, Map<String, String> headers) {

        /// Where the range begins that is asked for; 0 if none is.
        public int from() {
            String range = headers.getOrDefault("range", "bytes=0-");
            return Integer.parseInt(range.replaceAll("\\D", ""));
        }
    }

    /// @param sent bytes of the body after which the connection is cut; all of them if not below
    /// @param gate waited for before the connection is cut or ended
    @SuppressWarnings("ArrayRecordComponent") // nobody compares replies
    public record Reply(
            int status, Map<String, String> headers, byte[] body, int sent, CountDownLatch gate) {

        public static Reply of(int status, byte[] body, String... headers) {
            var map = new TreeMap<String, String>();
            for (int i = 0; i < headers.length; i += 2) {
                map.put(headers[i], headers[i + 1]);
            }
            return new Reply(status, map, body, body.length, new CountDownLatch(0));
        }

        public static Reply json(String text) {
            return of(
                    200, text.getBytes(StandardCharsets.UTF_8), "content-type", "application/json");
        }

        public static Reply redirect(String to) {
            return of(302, new byte[0], "location", to);
        }

        /// A file that can be resumed, whole or the rest of it.
        public static Reply file(Request request, byte[] content, String tag) {
            String condition = request.headers().getOrDefault("if-range", tag);
            int from = request.from();
            if (from == 0 || !condition.equals(tag)) {
                return of(200, content, "etag", tag);
            }
            if (from >= content.length) {
                return of(416, new byte[0], "content-range", "bytes */" + content.length);
            }
            return of(
                    206,
                    Arrays.copyOfRange(content, from, content.length),
                    "etag",
                    tag,
                    "content-range",
                    "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }

        public Reply cutAfter(int bytes) {
            return new Reply(status, headers, body, Math.min(bytes, body.length), gate);
        }

        public Reply heldBy(CountDownLatch latch) {
            return new Reply(status, headers, body, sent, latch);
        }
    }

    private HubServer(String host, Function<Request, Reply> script) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        this.host = host;
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    public static HubServer start(Function<Request, Reply> script) {
        return new HubServer("127.0.0.1", script);
    }

    /// The same machine under another name: to a client, another host.
    public static HubServer elsewhere(Function<Request, Reply> script) {
        return new HubServer("localhost", script);
    }

    public URI address() {
        return URI.create("http://" + host + ":" + socket.getLocalPort());
    }

    public List<Request> requests() {
        return new ArrayList<>(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            Request request = read(client);
            requests.add(request);
            Reply reply = script.apply(request);
            OutputStream out = client.getOutputStream();
            out.write(head(reply).getBytes(StandardCharsets.ISO_8859_1));
            out.write(reply.body(), 0, reply.sent());
            out.flush();
            reply.gate().await();
        } catch (IOException | InterruptedException gone) {
            // the client has left
        }
    }

    private static Request read(Socket client) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                client.getInputStream(), StandardCharsets.ISO_8859_1));
        String path = in.readLine().split(" ")[1];
        var headers = new TreeMap<String, String>();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(path, headers);
    }

    private static String head(Reply reply) {
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " so\r\nconnection: close\r\n");
        reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("content-length: " + reply.body().length + "\r\n\r\n").toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
