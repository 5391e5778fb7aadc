package dev.fogline.backend.openai;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/// The HTTP client: one request, one reply, no redirects, no retries, TLS verified.
///
/// The only class that makes requests, and so the only one that writes the key.
final class Wire implements AutoCloseable {

    private static final Header ACCEPT =
            HeaderValues.createCached(HeaderNames.ACCEPT, "text/event-stream, application/json");
    private static final Header CONTENT_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private final OpenAiSettings settings;
    private final Sockets sockets = new Sockets();
    private final WebClient client;

    Wire(OpenAiSettings settings) {
        this.settings = settings;
        // HTTP/1.1 and a connection for each request: a request is cancelled by closing its
        // connection, and the first read of a pooled one happens on a thread of Helidon's that an
        // interrupt of ours does not reach. No services and encodings from the path: a compressed
        // stream arrives in lumps, and a service of another module could see the key.
        this.client =
                WebClient.builder()
                        .followRedirects(false)
                        .addProtocolPreference("http/1.1")
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(settings.readTimeout())
                        .sendExpectContinue(false)
                        .keepAlive(false)
                        .shareConnectionCache(false)
                        .servicesDiscoverServices(false)
                        .contentEncoding(it -> it.contentEncodingsDiscoverServices(false))
                        .connectionListener(sockets)
                        .build();
    }

    Reply post(URI uri, byte[] body) throws WireException, InterruptedException {
        HttpClientRequest request = with(client.post(), uri).header(CONTENT_TYPE);
        return reply(() -> request.submit(body));
    }

    /// @param readTimeout shorter than the one for answers
    Reply get(URI uri, Duration readTimeout) throws WireException, InterruptedException {
        HttpClientRequest request = with(client.get(), uri).readTimeout(readTimeout);
        return reply(request::request);
    }

    /// Ends everything that is under way.
    @Override
    public void close() {
        sockets.close();
        client.closeResource();
    }

    private HttpClientRequest with(HttpClientRequest request, URI uri) {
        request.uri(uri).skipUriEncoding(true).header(ACCEPT);
        if (!settings.apiKey().isEmpty()) {
            // Marked sensitive, so that Helidon's own logs leave it out.
            request.header(
                    HeaderValues.create(
                            HeaderNames.AUTHORIZATION, true, true, "Bearer " + settings.apiKey()));
        }
        return request;
    }

    private Reply reply(Supplier<HttpClientResponse> call)
            throws WireException, InterruptedException {
        return new Reply(guarded(call), sockets);
    }

    /// Runs one call into the client and tells an interrupt, which closes the socket under a
    /// virtual thread, from a failure.
    static <T> T guarded(Supplier<T> call) throws WireException, InterruptedException {
        try {
            return call.get();
        } catch (RuntimeException failed) {
            if (Thread.interrupted()) {
                var interrupted = new InterruptedException("interrupted while the server worked");
                interrupted.initCause(failed);
                throw interrupted;
            }
            throw new WireException(failed);
        }
    }
}
