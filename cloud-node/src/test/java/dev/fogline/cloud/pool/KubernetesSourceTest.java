package dev.fogline.cloud.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in of the API that answers as a cluster of version 1.33 does.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KubernetesSourceTest {

    private static final String END = "";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    @TempDir private Path credentials;

    private volatile String listed = "";
    private Optional<WebServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        Files.writeString(credentials.resolve("token"), "a-token\n");
        Files.writeString(credentials.resolve("namespace"), "models");
        server =
                Optional.of(
                        WebServer.builder()
                                .host("127.0.0.1")
                                .routing(
                                        routing ->
                                                routing.get(
                                                        "/apis/discovery.k8s.io/v1/namespaces/models/endpointslices",
                                                        this::answer))
                                .build()
                                .start());
        listed = slice("a", "10.1.0.5", "pod-1");
    }

    @AfterEach
    void stop() {
        events.add(END);
        server.ifPresent(WebServer::stop);
    }

    @Test
    void listsThenFollowsTheWatch() throws Exception {
        KubernetesSource source = source();

        assertThat(source.look().orElseThrow()).extracting(Member::name).containsExactly("pod-1");
        assertThat(asked.take())
                .contains("labelSelector=kubernetes.io%2Fservice-name%3Dllama")
                .endsWith(" Bearer a-token");
        assertThat(asked.take()).contains("watch=1", "resourceVersion=100");

        event("ADDED", slice("b", "10.1.0.6", "pod-2"));
        assertThat(changed(source)).extracting(Member::name).containsExactly("pod-1", "pod-2");

        event("DELETED", slice("a", "10.1.0.5", "pod-1"));
        assertThat(changed(source)).extracting(Member::name).containsExactly("pod-2");
    }

    @Test
    void listsAnewWhenTheWatchEnds() throws Exception {
        KubernetesSource source = source();
        source.look();
        asked.take();
        asked.take();
        listed = slice("c", "10.1.0.7", "pod-3");

        events.add("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}");

        assertThat(changed(source)).extracting(Member::name).containsExactly("pod-3");
    }

    @Test
    void anApiThatRefusesEmptiesNoPool() {
        listed = "refuse";

        assertThatThrownBy(() -> source().look())
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "the Kubernetes API does not list the endpoints of llama: it answered 403");
    }

    private KubernetesSource source() {
        return new KubernetesSource(
                new Discovery.Kubernetes("llama", "", "http", "http"),
                new KubernetesApi(
                        "http://127.0.0.1:" + server.orElseThrow().port(),
                        HttpClient.newHttpClient(),
                        credentials));
    }

    /// Looks until something is new.
    private static List<Member> changed(KubernetesSource source) throws Exception {
        Optional<List<Member>> now = source.look();
        while (now.isEmpty()) {
            Thread.onSpinWait();
            now = source.look();
        }
        return now.get();
    }

    private void event(String type, String slice) {
        events.add("{\"type\":\"" + type + "\",\"object\":" + slice.replace("\n", "") + "}");
    }

    private static String slice(String name, String address, String pod) {
        return """
            {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",
             "metadata":{"name":"llama-%s","namespace":"models","resourceVersion":"%s",
              "labels":{"kubernetes.io/service-name":"llama"}},
             "addressType":"IPv4",
             "endpoints":[{"addresses":["%s"],"conditions":{"ready":true,"serving":true,"terminating":false},
              "nodeName":"n1","targetRef":{"kind":"Pod","namespace":"models","name":"%s"}}],
             "ports":[{"name":"http","port":8000,"protocol":"TCP"}]}
            """
                .formatted(name, "100", address, pod);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        asked.add(
                request.prologue().query().rawValue()
                        + " "
                        + request.headers().first(HeaderNames.AUTHORIZATION).orElse(""));
        if (listed.equals("refuse")) {
            response.status(403).send("{}");
        } else if (request.query().contains("watch")) {
            watch(response);
        } else {
            response.send(
                    "{\"kind\":\"EndpointSliceList\",\"metadata\":{\"resourceVersion\":\"100\"},\"items\":["
                            + listed
                            + "]}");
        }
    }

    private void watch(ServerResponse response) {
        try (OutputStream out = response.outputStream()) {
            out.flush();
            for (String event = events.take(); !event.equals(END); event = events.take()) {
                out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            // the source listens no more
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
