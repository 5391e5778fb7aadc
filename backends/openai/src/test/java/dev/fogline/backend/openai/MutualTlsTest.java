package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.openai.Credentials.Identity;
import dev.fogline.backend.openai.Credentials.Source;
import dev.fogline.faults.Certificates;
import dev.fogline.spi.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that wants to know who asks.
@Timeout(60)
class MutualTlsTest {

    @TempDir private static Path dir;

    private static Certificates trusted;

    @BeforeAll
    static void issue() throws Exception {
        trusted = Certificates.in(dir.resolve("trusted")).issue("server").issue("client");
    }

    @Test
    void theClientShowsItsCertificateAndTrustsItsOwnAuthority() throws Exception {
        assertThat(met(new Credentials(source("client")))).isEqualTo("CN=client");
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        Certificates others = Certificates.in(dir.resolve("others"));
        var source = new Source(Optional.of(others.ca()), source("client").identity());

        assertThatThrownBy(() -> met(new Credentials(source))).isInstanceOf(IOException.class);
    }

    @Test
    void aRenewedCertificateIsShownFromThenOn() throws Exception {
        trusted.issue("renewed");
        var credentials = new Credentials(source("renewed"));
        assertThat(met(credentials)).isEqualTo("CN=renewed");
        Files.copy(
                trusted.certificate("client"), trusted.certificate("renewed").resolveSibling("x"));
        Files.move(
                trusted.certificate("renewed").resolveSibling("x"),
                trusted.certificate("renewed"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.write(trusted.key("renewed"), Files.readAllBytes(trusted.key("client")));
        Files.setLastModifiedTime(trusted.certificate("renewed"), FileTime.fromMillis(1));

        assertThat(met(credentials)).isEqualTo("CN=client");
    }

    @Test
    void aFileThatIsNoCertificateIsNamedWithoutItsContent() throws Exception {
        Path secret = Files.writeString(dir.resolve("wrong.pem"), "secret");

        assertThatThrownBy(
                        () ->
                                new Credentials(
                                                new Source(
                                                        Optional.empty(),
                                                        Optional.of(new Identity(secret, secret))))
                                        .context())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.pem")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aCertificateGoesTogetherWithItsKey() {
        assertThatThrownBy(
                        () ->
                                Fixture.settings(
                                        "https://localhost", Map.of("client-key", "key.pem")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("client-certificate");
    }

    private static Source source(String client) {
        return new Source(
                Optional.of(trusted.ca()),
                Optional.of(new Identity(trusted.certificate(client), trusted.key(client))));
    }

    /// Whom the server met.
    private static String met(Credentials client) throws Exception {
        var factory = new Credentials(source("server")).context().getServerSocketFactory();
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        try (var server = (SSLServerSocket) factory.createServerSocket(0)) {
            server.setNeedClientAuth(true);
            Thread.ofVirtual().start(() -> meet(server, names));
            try (var socket =
                    (SSLSocket)
                            client.context()
                                    .getSocketFactory()
                                    .createSocket("localhost", server.getLocalPort())) {
                socket.startHandshake();
                socket.getOutputStream().write(1);
                return names.take();
            }
        }
    }

    private static void meet(SSLServerSocket server, BlockingQueue<String> names) {
        try (var socket = (SSLSocket) server.accept()) {
            socket.getInputStream().read();
            names.add(socket.getSession().getPeerPrincipal().getName());
        } catch (IOException failed) {
            // the client sees it too
        }
    }
}
