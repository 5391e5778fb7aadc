package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;

    @Test
    void sendsNothingToAServerThatSignedForItself() throws Exception {
        var received = new AtomicInteger();
        try (ServerSocket server = selfSigned().getServerSocketFactory().createServerSocket(0)) {
            Thread.ofVirtual().start(() -> count(server, received));
            var settings =
                    Fixture.settings(
                            "https://localhost:" + server.getLocalPort(),
                            Map.of("models", "m1", "api-key", Fixture.KEY));
            try (var backend =
                    new OpenAiBackend(settings, Ticker.system(), InstantSource.system())) {
                assertThat(backend.state("m1").readiness()).isEqualTo(Readiness.DOWN);
                Fault fault =
                        catchThrowableOfType(
                                        BackendException.class,
                                        () ->
                                                backend.generate(
                                                        Fixture.QUESTION,
                                                        "m1",
                                                        new RecordingSink()))
                                .fault();
                assertThat(fault)
                        .isEqualTo(
                                Fault.of(
                                        FaultKind.UNAVAILABLE,
                                        "no trusted TLS connection to the server"));
            }
        }
        assertThat(received).hasValue(0);
    }

    private static void count(ServerSocket server, AtomicInteger received) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                if (connection.getInputStream().read() >= 0) {
                    received.incrementAndGet();
                }
            } catch (IOException refused) {
                // the handshake failed, as it should, or the test is over
            }
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
