package dev.fogline.cloud.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Members that the endpoint slices of a Kubernetes service name (`discovery.k8s.io/v1`): listed
/// once, then watched; when the watch ends, which the API does every few minutes, listed anew.
final class KubernetesSource implements MemberSource {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The API ends a watch after so long, and so does a dead connection.
    private static final int WATCH_SECONDS = 300;

    private final Discovery.Kubernetes service;
    private final KubernetesApi api;
    private final Map<String, JsonNode> slices = new ConcurrentHashMap<>();
    private List<Member> last = List.of();
    private volatile boolean watching;

    KubernetesSource(Discovery.Kubernetes service, KubernetesApi api) {
        this.service = service;
        this.api = api;
    }

    static KubernetesSource of(Discovery.Kubernetes service) {
        return new KubernetesSource(service, KubernetesApi.ofThisPod(System.getenv()));
    }

    @Override
    public Optional<List<Member>> look() throws SourceException, InterruptedException {
        if (!watching) {
            String version = list();
            watching = true;
            Thread.ofVirtual().name("fogline-kubernetes").start(() -> watch(version));
        }
        List<Member> now = EndpointSlices.members(slices.values(), service);
        if (now.equals(last)) {
            return Optional.empty();
        }
        last = now;
        return Optional.of(now);
    }

    /// @return the version from which on to watch
    private String list() throws SourceException, InterruptedException {
        try {
            HttpResponse<String> reply =
                    api.http()
                            .send(
                                    request("").timeout(PATIENCE).build(),
                                    HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new IOException("it answered " + reply.statusCode());
            }
            JsonNode all = MAPPER.readTree(reply.body());
            slices.clear();
            all.path("items").forEach(slice -> slices.put(name(slice), slice));
            return all.path("metadata").path("resourceVersion").asText();
        } catch (IOException failed) {
            throw new SourceException(
                    "the Kubernetes API does not list the endpoints of "
                            + service.service()
                            + ": "
                            + failed.getMessage(),
                    failed);
        }
    }

    private void watch(String version) {
        String more =
                "&watch=1&timeoutSeconds="
                        + WATCH_SECONDS
                        + "&resourceVersion="
                        + URLEncoder.encode(version, StandardCharsets.UTF_8);
        try {
            HttpResponse<Stream<String>> reply =
                    api.http().send(request(more).build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = reply.body()) {
                if (reply.statusCode() == 200) {
                    boolean _ = lines.allMatch(this::taken);
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // listed anew at the next look, which says what is wrong
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            watching = false;
        }
    }

    /// @return whether the watch goes on
    private boolean taken(String line) {
        try {
            JsonNode event = MAPPER.readTree(line);
            JsonNode slice = event.path("object");
            switch (event.path("type").asText()) {
                case "ADDED", "MODIFIED" -> slices.put(name(slice), slice);
                case "DELETED" -> slices.remove(name(slice));
                case "BOOKMARK" -> {}
                default -> {
                    return false; // an error, mostly a version that is too old
                }
            }
            return true;
        } catch (JsonProcessingException broken) {
            return false;
        }
    }

    private HttpRequest.Builder request(String more) throws IOException {
        String namespace = service.namespace().isEmpty() ? api.namespace() : service.namespace();
        String selector =
                URLEncoder.encode(
                        "kubernetes.io/service-name=" + service.service(), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(
                        URI.create(
                                api.address()
                                        + "/apis/discovery.k8s.io/v1/namespaces/"
                                        + URLEncoder.encode(namespace, StandardCharsets.UTF_8)
                                        + "/endpointslices?labelSelector="
                                        + selector
                                        + more))
                .header("accept", "application/json")
                .header("authorization", "Bearer " + api.token());
    }

    private static String name(JsonNode slice) {
        return slice.path("metadata").path("name").asText();
    }
}
