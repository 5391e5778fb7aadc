package dev.fogline.edge.overhead;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench overhead helidon`, which `bench overhead` starts: the web server and client of the nodes'
/// stack, passing bytes on and doing nothing else. What a node costs beyond it is our own.
@Command(name = "helidon", hidden = true, description = "A bare pass-through.")
final class PassThroughCommand implements Callable<Integer> {

    private static final int BUFFER_BYTES = 8192;
    private static final int CONNECTIONS = 512;

    @Option(names = "--upstream", required = true)
    private int upstream;

    @Spec private CommandSpec spec = CommandSpec.create();

    PassThroughCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        WebClient client =
                WebClient.builder()
                        .baseUri("http://127.0.0.1:" + upstream)
                        .connectionCacheSize(CONNECTIONS)
                        .build();
        WebServer server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(
                                routing ->
                                        routing.post(
                                                "/v1/{+rest}",
                                                (request, response) ->
                                                        pass(client, request, response)))
                        .build()
                        .start();
        var out = spec.commandLine().getOut();
        out.println("listening on http://127.0.0.1:" + server.port());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void pass(WebClient client, ServerRequest request, ServerResponse response)
            throws IOException {
        try (HttpClientResponse answer =
                client.post(request.path().path())
                        .header(HeaderValues.CONTENT_TYPE_JSON)
                        .submit(request.content().as(byte[].class))) {
            String type = answer.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
            response.status(Status.create(answer.status().code()));
            response.headers().set(HeaderNames.CONTENT_TYPE, type);
            if (type.startsWith("text/event-stream")) {
                stream(answer, response);
            } else {
                response.send(answer.as(byte[].class));
            }
        }
    }

    private static void stream(HttpClientResponse answer, ServerResponse response)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = answer.inputStream();
                OutputStream out = response.outputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }
}
