package dev.fogline.cloud.pool;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The API of the cluster, as a pod sees it.
///
/// @param address without a path
/// @param http trusts the cluster's certificate
/// @param credentials the folder with the pod's `token` and `namespace`
record KubernetesApi(String address, HttpClient http, Path credentials) {

    private static final Path OF_THE_POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /// @param environment of the process
    /// @throws CommandException if this is no pod
    static KubernetesApi ofThisPod(Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host.isEmpty() || !Files.exists(OF_THE_POD.resolve("token"))) {
            throw new CommandException(
                    "pool.kubernetes: this is no pod with a service account: no "
                            + OF_THE_POD.resolve("token")
                            + " or no KUBERNETES_SERVICE_HOST; use members or dns elsewhere");
        }
        String name = host.contains(":") ? "[" + host + "]" : host;
        return new KubernetesApi(
                "https://" + name + ":" + port, trusting(OF_THE_POD.resolve("ca.crt")), OF_THE_POD);
    }

    /// Read each time: Kubernetes replaces it every hour.
    String token() throws IOException {
        return Files.readString(credentials.resolve("token")).strip();
    }

    /// The pod's own.
    String namespace() throws IOException {
        return Files.readString(credentials.resolve("namespace")).strip();
    }

    private static HttpClient trusting(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("cluster-" + count++, one);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        } catch (IOException | GeneralSecurityException unfit) {
            throw new CommandException(
                    "pool.kubernetes: cannot use " + authority + ": " + unfit.getMessage(), unfit);
        }
    }
}
