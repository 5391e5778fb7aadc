package dev.fogline.edge.door;

import dev.fogline.edge.beacon.Announcer;
import dev.fogline.edge.beacon.Bulletin;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.ApiException;
import dev.fogline.spi.Ticker;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// `GET /v1/beacon`: the load and price of the models, once as JSON, or as a stream of events for
/// who accepts `text/event-stream`.
final class Beacon {

    static final String PATH = "/v1/beacon";

    private static final String EVENT_STREAM = "text/event-stream";

    private final Announcer announcer;
    private final Exchange exchange;
    private final Ticker ticker;

    Beacon(Announcer announcer, Exchange exchange, PrometheusRegistry registry, Ticker ticker) {
        this.announcer = announcer;
        this.exchange = exchange;
        this.ticker = ticker;
        if (announcer.open()) {
            GaugeWithCallback.builder()
                    .name("fogline_beacon_subscribers")
                    .help("Who listens to the beacon now.")
                    .callback(callback -> callback.call((double) announcer.subscribers()))
                    .register(registry);
        }
    }

    void announce(ServerRequest request, ServerResponse response) {
        if (!announcer.open()) {
            throw new ApiException(
                    ApiError.useless(
                            404,
                            "invalid_request_error",
                            "this node announces nothing; see beacon.subscribers",
                            "",
                            "unknown_url"));
        }
        String accepted =
                request.headers().first(HeaderNames.ACCEPT).orElse("").toLowerCase(Locale.ROOT);
        if (accepted.contains(EVENT_STREAM)) {
            subscribed(response);
        } else {
            exchange.send(response, 200, announcer.latest().json(ticker.nanos()));
        }
    }

    private void subscribed(ServerResponse response) {
        if (!announcer.subscribe()) {
            throw new ApiException(
                    ApiError.unavailable(
                            "as many listen to the beacon as beacon.subscribers allows"));
        }
        try {
            stream(response);
        } catch (IOException | UncheckedIOException gone) {
            throw new CloseConnectionException("the listener is gone", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the node stops", stopping);
        } finally {
            announcer.unsubscribe();
        }
    }

    private void stream(ServerResponse response) throws IOException, InterruptedException {
        response.headers().set(HeaderNames.CONTENT_TYPE, EVENT_STREAM + "; charset=utf-8");
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
        response.header("x-accel-buffering", "no");
        try (OutputStream out = response.outputStream()) {
            Optional<Bulletin> next = announcer.after(0);
            while (next.isPresent()) {
                out.write(event(next.get()));
                out.flush();
                next = announcer.after(next.get().sequence());
            }
        }
    }

    private byte[] event(Bulletin bulletin) {
        byte[] head =
                ("id: " + bulletin.sequence() + "\nevent: beacon\ndata: ")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] document = exchange.json().bytes(bulletin.json(ticker.nanos()));
        return EventBytes.of(head, document);
    }
}
