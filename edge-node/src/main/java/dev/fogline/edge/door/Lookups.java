package dev.fogline.edge.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.openai.ApiError;
import dev.fogline.edge.openai.ApiException;
import dev.fogline.edge.openai.RequestParser;
import dev.fogline.router.DecisionJson;
import dev.fogline.router.Pool;
import dev.fogline.router.Router;
import dev.fogline.spi.Candidate;
import dev.fogline.spi.ServedModel;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The endpoints that only look.
final class Lookups {

    private static final String MODELS = "/v1/models/";

    private final Router router;
    private final Exchange exchange;
    private final boolean announcing;
    private final PrometheusRegistry registry;
    private final long startedEpochSeconds;
    private final PrometheusTextFormatWriter metrics = PrometheusTextFormatWriter.create();

    Lookups(
            Router router,
            Exchange exchange,
            boolean announcing,
            PrometheusRegistry registry,
            long startedEpochSeconds) {
        this.router = router;
        this.exchange = exchange;
        this.announcing = announcing;
        this.registry = registry;
        this.startedEpochSeconds = startedEpochSeconds;
    }

    void models(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        data.add(choosing(RequestParser.AUTO));
        router.aliases().stream().sorted().forEach(alias -> data.add(choosing(alias)));
        List<Candidate> candidates = router.candidates();
        listed(candidates).forEach((id, candidate) -> data.add(model(candidate, id)));
        if (announcing) {
            body.put("beacon", Beacon.PATH); // where edges listen
        }
        exchange.send(response, 200, body);
    }

    /// A model's name may hold slashes, as names of model hubs do.
    void model(ServerRequest request, ServerResponse response) {
        String asked = request.path().absolute().path().substring(MODELS.length());
        if (asked.equals(RequestParser.AUTO) || router.aliases().contains(asked)) {
            exchange.send(response, 200, choosing(asked));
            return;
        }
        Candidate found =
                router.candidates().stream()
                        .filter(
                                candidate ->
                                        candidate.key().equals(asked)
                                                || candidate.model().name().equals(asked))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        notFound(
                                                "the model '" + asked + "' does not exist",
                                                "model",
                                                "model_not_found"));
        exchange.send(response, 200, model(found, asked));
    }

    void decision(ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("id");
        exchange.send(
                response,
                200,
                DecisionJson.of(
                        router.decision(id)
                                .filter(found -> Caller.of(request).sees(found.tenant()))
                                .orElseThrow(
                                        () ->
                                                notFound(
                                                        "no decision '" + id + "' is remembered",
                                                        "id",
                                                        "decision_not_found"))));
    }

    /// Who is in the pool, what each is good for, and why one gets no requests.
    void pool(ServerRequest request, ServerResponse response) {
        operatorAlone(request);
        Pool pool =
                router.pool().orElseThrow(() -> notFound("this node has no pool", "", "no_pool"));
        exchange.send(response, 200, PoolJson.of(pool));
    }

    void live(ServerRequest request, ServerResponse response) {
        exchange.send(response, 200, JsonNodeFactory.instance.objectNode().put("status", "live"));
    }

    void ready(ServerRequest request, ServerResponse response) {
        boolean ready = router.ready();
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", ready ? "ready" : "no backend can answer");
        exchange.send(response, ready ? 200 : 503, body);
    }

    void metrics(ServerRequest request, ServerResponse response) throws IOException {
        operatorAlone(request);
        var text = new ByteArrayOutputStream();
        metrics.write(text, registry.scrape());
        response.status(Status.OK_200);
        response.headers().set(HeaderNames.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE);
        response.send(text.toByteArray());
    }

    void unknown(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        throw notFound("there is no " + method + " " + request.path().path(), "", "unknown_url");
    }

    private static void operatorAlone(ServerRequest request) {
        if (!Caller.of(request).equals(Caller.OPERATOR)) {
            throw new ApiException(
                    ApiError.useless(
                            403,
                            "invalid_request_error",
                            "this tells of every tenant: it is shown to whoever holds the node's own key (server.api-key)",
                            "",
                            "not_allowed"));
        }
    }

    private static ApiException notFound(String message, String param, String code) {
        return new ApiException(
                ApiError.useless(404, "invalid_request_error", message, param, code));
    }

    /// By the shortest word that means this candidate and no other. Members of the pool are one: to
    /// choose among them is not the client's business.
    private Map<String, Candidate> listed(List<Candidate> candidates) {
        var listed = new LinkedHashMap<String, Candidate>();
        for (Candidate candidate : candidates) {
            String name = candidate.model().name();
            boolean alone =
                    candidates.stream()
                                    .filter(other -> other.model().name().equals(name))
                                    .map(this::owner)
                                    .distinct()
                                    .count()
                            == 1;
            String key = alone || pooled(candidate) ? name : candidate.key();
            listed.putIfAbsent(key, candidate);
        }
        return listed;
    }

    private boolean pooled(Candidate candidate) {
        return router.pool().map(pool -> pool.has(candidate.backend())).orElse(false);
    }

    private String owner(Candidate candidate) {
        return pooled(candidate)
                ? router.pool().orElseThrow().setup().backend().name()
                : candidate.backend();
    }

    private ObjectNode choosing(String name) {
        return model(name, "fogline");
    }

    private ObjectNode model(Candidate candidate, String id) {
        ObjectNode node = model(id, owner(candidate));
        ArrayNode abilities = node.putArray("abilities");
        candidate.model().abilities().stream()
                .sorted()
                .forEach(ability -> abilities.add(ability.name().toLowerCase(Locale.ROOT)));
        int contextTokens = candidate.model().contextTokens();
        return contextTokens == ServedModel.UNKNOWN_CONTEXT
                ? node
                : node.put("context_tokens", contextTokens);
    }

    private ObjectNode model(String id, String owner) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", startedEpochSeconds)
                .put("owned_by", owner);
    }
}
