package dev.fogline.edge.door;

import dev.fogline.edge.beacon.Announcer;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.ApiException;
import dev.fogline.edge.openai.Json;
import dev.fogline.router.Router;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.Ticker;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The HTTP server in front of a router.
final class Door {

    /// How long answers may go on after the node was told to stop.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String INVALID = "invalid_request_error";

    private static final String POOL = "/v1/pool";

    /// The socket of the door apart.
    static final String ADMIN = "admin";

    private static final System.Logger LOG = System.getLogger(Door.class.getName());

    private final ServerConfig config;
    private final Tenants tenants;
    private final Exchange exchange;
    private final Connections connections = new Connections();
    private final Answers answers;
    private final Vectors vectors;
    private final Lookups lookups;
    private final Beacon beacon;
    private final Grades grades;

    Door(
            ServerConfig config,
            Tenants tenants,
            Router router,
            Announcer announcer,
            PrometheusRegistry registry,
            InstantSource wallClock) {
        this.config = config;
        this.tenants = tenants;
        this.exchange = new Exchange(new Json(config.maxBodyBytes()));
        var arrivals = new Arrivals(exchange.json(), Door::newId);
        this.answers = new Answers(router, exchange, arrivals, connections, wallClock);
        this.vectors = new Vectors(router, exchange, arrivals, connections);
        this.grades = new Grades(router, exchange, arrivals);
        this.lookups =
                new Lookups(
                        router,
                        exchange,
                        announcer.open(),
                        registry,
                        wallClock.instant().getEpochSecond());
        this.beacon = new Beacon(announcer, exchange, registry, Ticker.system());
    }

    /// A server that is not started yet. Without `tcpNoDelay` every event waits 40 ms for its
    /// packet.
    WebServer server() {
        var server = WebServer.builder();
        config.security().tls().ifPresent(files -> server.tls(ServerTls.of(files)));
        config.adminDoor()
                .ifPresent(admin -> server.putSocket(ADMIN, socket -> admin(socket, admin)));
        return server.host(config.host())
                .port(config.port())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxPayloadSize(config.maxBodyBytes())
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .directHandlers(directHandlers())
                .addConnectionSelector(connections)
                .routing(this::routing)
                .build();
    }

    /// The door apart takes small requests, and none that ask a model.
    private void admin(ListenerConfig.Builder socket, ServerConfig admin) {
        socket.host(admin.host())
                .port(admin.port())
                .maxPayloadSize(0)
                .shutdownGracePeriod(GRACE)
                .directHandlers(directHandlers())
                .routing(
                        routing ->
                                lookups(
                                        guarded(routing, admin, Tenants.none())
                                                .get(POOL, lookups::pool)));
        admin.security().tls().ifPresent(files -> socket.tls(ServerTls.of(files)));
    }

    private void routing(HttpRouting.Builder routing) {
        guarded(routing, config, tenants)
                .post("/v1/chat/completions", answers::chat)
                .post("/v1/completions", answers::completion)
                .post("/v1/embeddings", vectors::embed)
                .post("/v1/explain", answers::explain)
                .get(Beacon.PATH, beacon::announce)
                .post("/v1/feedback", grades::grade)
                .get("/v1/models", lookups::models)
                .get("/v1/models/*", lookups::model)
                .get(POOL, lookups::pool);
        if (config.security().admin().isEmpty()) {
            lookups(routing);
        } else {
            health(routing).any(lookups::unknown);
        }
    }

    /// What is not one tenant's alone.
    private void lookups(HttpRouting.Builder routing) {
        health(routing)
                .get("/v1/decisions/{id}", lookups::decision)
                .get("/metrics", lookups::metrics)
                .any(lookups::unknown);
    }

    private HttpRouting.Builder health(HttpRouting.Builder routing) {
        return routing.get("/health/live", lookups::live).get("/health/ready", lookups::ready);
    }

    private HttpRouting.Builder guarded(
            HttpRouting.Builder routing, ServerConfig at, Tenants known) {
        return routing.addFilter(new Guard(at, known, exchange, Ticker.system()))
                .error(
                        ApiException.class,
                        (request, response, wrong) -> exchange.send(response, wrong.error()))
                .error(
                        RuntimeException.class,
                        (request, response, thrown) -> {
                            LOG.log(System.Logger.Level.ERROR, "the door failed", thrown);
                            exchange.send(
                                    response, ApiError.failure(500, "the node failed", "internal"));
                        });
    }

    /// What Helidon itself refuses, in the same shape as everything else.
    private DirectHandlers directHandlers() {
        var handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, message) ->
                            DirectHandler.TransportResponse.builder()
                                    .status(status)
                                    .headers(headers)
                                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                                    .entity(exchange.json().bytes(refused(status, message).json()))
                                    .keepAlive(false)
                                    .build());
        }
        return handlers.build();
    }

    private ApiError refused(Status status, @Nullable String message) {
        String said = message == null || message.isBlank() ? status.reasonPhrase() : message;
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            String bound =
                    "the body is larger than "
                            + config.maxBodyBytes()
                            + " bytes; see server.max-body-bytes";
            return ApiError.useless(status.code(), INVALID, bound, "", "request_too_large");
        }
        return status.code() >= Status.INTERNAL_SERVER_ERROR_500.code()
                ? ApiError.failure(status.code(), "the node failed", "internal")
                : ApiError.useless(status.code(), INVALID, said, "", "");
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
