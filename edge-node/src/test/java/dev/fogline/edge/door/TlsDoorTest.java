package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.config.AdminConfig;
import dev.fogline.edge.config.ConfigException;
import dev.fogline.edge.config.ServerConfig;
import dev.fogline.edge.config.ServerConfig.Security;
import dev.fogline.edge.config.TlsFiles;
import dev.fogline.faults.Certificates;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node that encrypts, and its door apart.
@Timeout(60)
class TlsDoorTest {

    private static final String PASSWORD = "changeit";

    @TempDir private static Path shared;

    private static Certificates certificates;

    @TempDir private Path scratch;

    @BeforeAll
    static void issue() throws Exception {
        certificates = Certificates.in(shared.resolve("trusted")).issue("server").issue("client");
    }

    @Test
    void answersOverTls() throws Exception {
        try (RunningNode node = start(tls(Optional.empty()))) {
            assertThat(node.address().getScheme()).isEqualTo("https");

            HttpResponse<String> response = ask(node.address(), client(Optional.empty()));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("one");
        }
    }

    @Test
    void whoShowsNoCertificateIsNotHeardWhereOneIsWanted() throws Exception {
        try (RunningNode node = start(tls(Optional.of(certificates.ca())))) {
            assertThatThrownBy(() -> ask(node.address(), client(Optional.empty())))
                    .isInstanceOf(IOException.class);
            assertThat(ask(node.address(), client(Optional.of("client"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRenewedCertificateIsShownToNewConnections() throws Exception {
        Certificates own = Certificates.in(scratch.resolve("own")).issue("server");
        var files = new TlsFiles(own.certificate("server"), own.key("server"), Optional.empty());
        try (RunningNode node =
                start(new Security(Optional.of(files), Optional.empty(), OptionalLong.empty()))) {
            X509Certificate before = shown(node.address(), own);
            own.issue("server");
            while (shown(node.address(), own).equals(before)) { // it is looked at every second
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void filesThatAreNoCertificateAreNamed() throws Exception {
        Path wrong = Files.writeString(scratch.resolve("wrong.pem"), "secret");

        assertThatThrownBy(() -> ServerTls.of(new TlsFiles(wrong, wrong, Optional.empty())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("wrong.pem")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(
                        () ->
                                ServerTls.of(
                                        new TlsFiles(
                                                scratch.resolve("none"), wrong, Optional.empty())))
                .hasMessageContaining("none cannot be read");
    }

    @Test
    void metricsAndDecisionsAreAtTheDoorApart() throws Exception {
        var apart =
                new Security(
                        Optional.empty(),
                        Optional.of(new AdminConfig("127.0.0.1", 0)),
                        OptionalLong.empty());
        try (RunningNode node = start(apart);
                var http = HttpClient.newHttpClient()) {
            String id =
                    node.post(
                                    "/v1/chat/completions",
                                    chat("one", ""),
                                    "authorization",
                                    "Bearer key")
                            .headers()
                            .firstValue("x-fogline-decision-id")
                            .orElseThrow();
            URI admin = node.adminAddress();

            assertThat(get(http, admin, "/metrics").statusCode()).isEqualTo(200);
            assertThat(get(http, admin, "/v1/decisions/" + id).statusCode()).isEqualTo(200);
            assertThat(get(http, admin, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(http, admin, "/v1/models").statusCode()).isEqualTo(404);
            assertThat(node.get("/metrics", "authorization", "Bearer key").statusCode())
                    .isEqualTo(404);
            assertThat(node.get("/v1/decisions/" + id, "authorization", "Bearer key").statusCode())
                    .isEqualTo(404);
            assertThat(node.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsToldWhenToComeBack() throws Exception {
        var three = new Security(Optional.empty(), Optional.empty(), OptionalLong.of(3));
        try (RunningNode node = start(three)) {
            for (int i = 0; i < 3; i++) {
                assertThat(node.get("/v1/models").statusCode()).isEqualTo(401);
            }

            HttpResponse<String> fourth = node.get("/v1/models", "authorization", "Bearer key");

            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(fourth.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(30L, 61L);
            assertThat(node.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    private RunningNode start(Security security) {
        boolean open = security.tls().isPresent();
        return RunningNode.start(
                scratch,
                new ServerConfig(
                        "127.0.0.1",
                        0,
                        open ? Optional.empty() : Optional.of("key"),
                        Set.of(),
                        Set.of(),
                        20_000,
                        security),
                RunningNode.backend("cloud", "large", Tier.CLOUD));
    }

    private static Security tls(Optional<Path> clientCa) {
        var files =
                new TlsFiles(
                        certificates.certificate("server"), certificates.key("server"), clientCa);
        return new Security(Optional.of(files), Optional.empty(), OptionalLong.empty());
    }

    private static HttpResponse<String> ask(URI node, SSLContext context) throws Exception {
        try (var http =
                HttpClient.newBuilder()
                        .sslContext(context)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            return http.send(
                    HttpRequest.newBuilder(node.resolve("/v1/chat/completions"))
                            .POST(HttpRequest.BodyPublishers.ofString(chat("one", "")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI node, String path)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(node.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static X509Certificate shown(URI node, Certificates authority) throws Exception {
        try (var socket =
                (SSLSocket)
                        context(authority, Optional.empty())
                                .getSocketFactory()
                                .createSocket("127.0.0.1", node.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext client(Optional<String> name) throws Exception {
        return context(certificates, name);
    }

    private static SSLContext context(Certificates authority, Optional<String> name)
            throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (InputStream in = Files.newInputStream(authority.ca())) {
            trust.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(
                name.isEmpty() ? null : keys(authority, name.get()).getKeyManagers(),
                trusted.getTrustManagers(),
                null);
        return context;
    }

    private static KeyManagerFactory keys(Certificates authority, String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(authority.dir().resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        try (InputStream in = Files.newInputStream(authority.certificate(name))) {
            var signed = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry(
                    "own",
                    store.getKey("own", PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    new Certificate[] {signed});
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        return keys;
    }
}
