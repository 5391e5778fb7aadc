package dev.fogline.edge.door;

import dev.fogline.edge.config.ServerConfig;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.router.tenants.KeyHash;
import dev.fogline.router.tenants.Tenants;
import dev.fogline.spi.Ticker;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Turns away who must not come in: every web page in the user's browser can reach the loopback, by
/// a foreign origin or by a name of its own that it lets point here.
final class Guard implements Filter {

    private static final String EXPOSED =
            "x-fogline-decision-id, x-fogline-backend, x-fogline-model, x-fogline-reason,"
                    + " x-fogline-predicted-first-token-millis, x-fogline-predicted-total-millis,"
                    + " x-fogline-predicted-cost-usd, x-fogline-first-token-millis, x-fogline-total-millis,"
                    + " x-fogline-cost-usd, x-fogline-attempts, x-fogline-cache, age, retry-after, x-should-retry";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String HOUR_SECONDS = "3600";
    private static final String BEARER = "bearer ";
    private static final String HEALTH = "/health/";

    private final Set<String> hosts;
    private final Set<String> origins;
    private final Optional<byte[]> key;
    private final Tenants tenants;
    private final boolean alwaysKey;
    private final Optional<AddressLimit> addresses;
    private final Exchange exchange;

    Guard(ServerConfig config, Tenants tenants, Exchange exchange, Ticker ticker) {
        var known = new HashSet<>(config.allowedHosts());
        known.addAll(LOOPBACK);
        known.add(config.host().toLowerCase(Locale.ROOT));
        this.hosts = Set.copyOf(known);
        this.origins = config.allowedOrigins();
        this.key = config.apiKey().map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.tenants = tenants;
        this.addresses =
                config.security().requestsPerMinute().isPresent()
                        ? Optional.of(
                                new AddressLimit(
                                        config.security().requestsPerMinute().getAsLong(), ticker))
                        : Optional.empty();
        this.alwaysKey = key.isPresent() || !config.onLoopback();
        this.exchange = exchange;
    }

    /// Helidon 4.5 reads on after a last request; this ends the connection as the client asked.
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        boolean last = request.headers().contains(HeaderValues.CONNECTION_CLOSE);
        guard(chain, request, response);
        if (last) {
            throw new CloseConnectionException("this was the client's last request");
        }
    }

    private void guard(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String host = first(request, HeaderNames.HOST).orElse("");
        Optional<String> origin = first(request, HeaderNames.ORIGIN);
        if (!hosts.contains(name(host))) {
            refuse(
                    response,
                    403,
                    "the host '" + host + "' is not served here; see server.allowed-hosts",
                    "foreign_host");
        } else if (origin.isPresent() && !origins.contains(origin.get())) {
            refuse(
                    response,
                    403,
                    "pages of '"
                            + origin.get()
                            + "' may not use this node; see server.allowed-origins",
                    "foreign_origin");
        } else {
            origin.ifPresent(page -> allow(response, page));
            admitted(chain, request, response, origin.isPresent());
        }
    }

    private void admitted(
            FilterChain chain, RoutingRequest request, RoutingResponse response, boolean fromPage) {
        if (fromPage && request.prologue().method().equals(Method.OPTIONS)) {
            preflight(request, response);
        } else if (request.path().path().startsWith(HEALTH)) { // probes need no key
            chain.proceed();
        } else {
            Optional<Duration> wait =
                    addresses.flatMap(limit -> limit.count(request.remotePeer().host()));
            if (wait.isPresent()) {
                exchange.send(response, ApiError.tooMany(wait.get()));
                return;
            }
            Optional<Caller> caller = caller(request);
            if (caller.isEmpty()) {
                response.header("www-authenticate", "Bearer");
                refuse(response, 401, "the key is missing or wrong", "invalid_api_key");
            } else {
                request.context().register(caller.get());
                chain.proceed();
            }
        }
    }

    private static void allow(RoutingResponse response, String origin) {
        response.headers().set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.headers().set(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        response.headers().set(HeaderNames.VARY, "Origin");
    }

    /// The page is trusted by now, so it may send whatever headers its SDK adds.
    private static void preflight(RoutingRequest request, RoutingResponse response) {
        response.headers().set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        first(request, HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
                .ifPresent(
                        asked ->
                                response.headers()
                                        .set(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked));
        response.headers().set(HeaderNames.ACCESS_CONTROL_MAX_AGE, HOUR_SECONDS);
        response.status(Status.NO_CONTENT_204);
        response.send();
    }

    /// Empty if a key is needed and none was shown that is known.
    private Optional<Caller> caller(RoutingRequest request) {
        if (!alwaysKey && !tenants.any()) {
            return Optional.of(Caller.OPERATOR);
        }
        String header = first(request, HeaderNames.AUTHORIZATION).orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String shown = header.substring(BEARER.length()).strip();
        return isOwn(shown)
                ? Optional.of(Caller.OPERATOR)
                : tenants.byKey(KeyHash.of(shown)).map(tenant -> Caller.tenant(tenant.name()));
    }

    /// Compared in a time that does not tell how much of it is right.
    private boolean isOwn(String shown) {
        return key.isPresent()
                && MessageDigest.isEqual(key.get(), shown.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(RoutingResponse response, int status, String message, String code) {
        exchange.send(
                response, ApiError.useless(status, "invalid_request_error", message, "", code));
    }

    /// The name of an authority, without its port.
    private static String name(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> first(RoutingRequest request, HeaderName name) {
        return request.headers().first(name);
    }
}
