package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.openai.Envelope;
import dev.fogline.edge.openai.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Reads requests that have a body.
///
/// @param ids of requests, unique and hard to guess: who knows one may read its decision
record Arrivals(Json json, Supplier<String> ids) {

    private static final HeaderName DATA_CLASS = HeaderNames.create(Envelope.DATA_CLASS);
    private static final HeaderName TIMEOUT_MILLIS = HeaderNames.create(Envelope.TIMEOUT_MILLIS);
    private static final HeaderName POLICY = HeaderNames.create(Envelope.POLICY);

    /// Larger bodies are read as they come: who says a length need not send it.
    private static final int MOST_KNOWN_BYTES = 65_536;

    /// @param parser of the body
    <T> T read(ServerRequest request, BiFunction<JsonNode, Envelope, T> parser) throws IOException {
        Envelope envelope =
                Envelope.of(
                                ids.get(),
                                header(request, DATA_CLASS),
                                header(request, TIMEOUT_MILLIS),
                                header(request, POLICY))
                        .by(Caller.of(request).tenant())
                        .reusing(request.headers().values(HeaderNames.CACHE_CONTROL));
        return parser.apply(json.read(body(request)), envelope);
    }

    /// Of a length that is told it takes one array of that length.
    private static byte[] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        OptionalLong length = request.headers().contentLength();
        InputStream body = request.content().inputStream();
        return length.isPresent() && length.getAsLong() < MOST_KNOWN_BYTES
                ? body.readNBytes((int) length.getAsLong())
                : body.readAllBytes();
    }

    private static Optional<String> header(ServerRequest request, HeaderName name) {
        return request.headers().first(name);
    }
}
