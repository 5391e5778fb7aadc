package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.openai.Envelope;
import dev.fogline.edge.openai.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Reads requests that have a body.
///
/// @param ids of requests, unique and hard to guess: who knows one may read its decision
record Arrivals(Json json, Supplier<String> ids) {

    /// @param parser of the body
    <T> T read(ServerRequest request, BiFunction<JsonNode, Envelope, T> parser) throws IOException {
        Envelope envelope =
                Envelope.of(
                        ids.get(),
                        header(request, Envelope.DATA_CLASS),
                        header(request, Envelope.TIMEOUT_MILLIS),
                        header(request, Envelope.POLICY));
        byte[] body =
                request.content().hasEntity()
                        ? request.content().inputStream().readAllBytes()
                        : new byte[0];
        return parser.apply(json.read(body), envelope);
    }

    private static Optional<String> header(ServerRequest request, String name) {
        return request.headers().first(HeaderNames.create(name));
    }
}
