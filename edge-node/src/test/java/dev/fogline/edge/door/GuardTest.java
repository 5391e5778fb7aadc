package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @TempDir Path scratch;

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start(scratch, RunningNode.server());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void refusesAForeignHost() throws IOException {
        assertThat(get(node, "/health/live", "Host: evil.example.com"))
                .startsWith("HTTP/1.1 403")
                .contains(
                        "the host 'evil.example.com' is not served here; see server.allowed-hosts");
    }

    @Test
    void aNameThatOnlyBeginsRightIsForeign() throws IOException {
        assertThat(get(node, "/health/live", "Host: localhost.evil.example.com"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void servesTheLoopbackAndConfiguredHosts() throws IOException {
        for (String host :
                Set.of(
                        "localhost",
                        "LOCALHOST:8080",
                        "127.0.0.1:1",
                        "[::1]:8080",
                        "node.local:80")) {
            assertThat(get(node, "/health/live", "Host: " + host))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesAForeignOrigin() throws IOException {
        assertThat(get(node, "/v1/models", "Host: localhost\r\nOrigin: https://evil.example.com"))
                .startsWith("HTTP/1.1 403")
                .contains("pages of 'https://evil.example.com' may not use this node");
        assertThat(get(node, "/v1/models", "Host: localhost\r\nOrigin: null"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void allowsAConfiguredOriginByName() throws IOException {
        String all = get(node, "/v1/models", "Host: localhost\r\nOrigin: https://chat.example.com");

        assertThat(all).startsWith("HTTP/1.1 200");
        assertThat(all.toLowerCase(Locale.ROOT))
                .contains("access-control-allow-origin: https://chat.example.com\r\n")
                .contains("vary: origin\r\n")
                .doesNotContain("access-control-allow-origin: *");
    }

    @Test
    void aPageSeesWhetherAndWhenToRetry() throws IOException {
        String all = get(node, "/v1/models", "Host: localhost\r\nOrigin: https://chat.example.com");

        assertThat(all.toLowerCase(Locale.ROOT))
                .containsPattern(
                        "access-control-expose-headers:.* retry-after, x-should-retry\r\n");
    }

    @Test
    void noCorsHeaderWithoutAnOrigin() throws IOException {
        assertThat(get(node, "/v1/models", "Host: localhost").toLowerCase(Locale.ROOT))
                .doesNotContain("access-control-");
    }

    @Test
    void answersAPreflight() throws IOException {
        String all =
                node.raw(
                        String.join(
                                "\r\n",
                                "OPTIONS /v1/chat/completions HTTP/1.1",
                                "Host: localhost",
                                "Connection: close",
                                "Origin: https://chat.example.com",
                                "Access-Control-Request-Method: POST",
                                "Access-Control-Request-Headers: authorization,content-type",
                                "",
                                ""));

        assertThat(all).startsWith("HTTP/1.1 204");
        assertThat(all.toLowerCase(Locale.ROOT))
                .contains("access-control-allow-headers: authorization,content-type\r\n")
                .contains("access-control-allow-methods: get, post\r\n");
    }

    @Test
    void wantsTheKeyEverywhereButAtHealth(@TempDir Path other) throws IOException {
        var server =
                new ServerConfig("127.0.0.1", 0, Optional.of("right"), Set.of(), Set.of(), 1000);
        try (var guarded = RunningNode.start(other, server)) {
            assertThat(get(guarded, "/v1/models", "Host: localhost"))
                    .startsWith("HTTP/1.1 401")
                    .contains("\"code\":\"invalid_api_key\"");
            assertThat(get(guarded, "/metrics", "Host: localhost\r\nAuthorization: Bearer wrong"))
                    .startsWith("HTTP/1.1 401");
            assertThat(get(guarded, "/v1/models", "Host: localhost\r\nAuthorization: Bearer right"))
                    .startsWith("HTTP/1.1 200");
            assertThat(get(guarded, "/health/live", "Host: localhost")).startsWith("HTTP/1.1 200");
        }
    }

    private static String get(RunningNode node, String path, String headers) throws IOException {
        return node.raw(
                "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n");
    }
}
