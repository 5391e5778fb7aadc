package dev.fogline.edge.door;

import dev.fogline.edge.config.ConfigException;
import dev.fogline.edge.config.TlsFiles;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.common.tls.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads certificates and keys.
final class ServerTls {

    private ServerTls() {}

    /// @throws ConfigException if a file is missing or not what it should be; never with the key in
    ///   it
    static Tls of(TlsFiles files) {
        files.all().forEach(ServerTls::refuseIfMissing);
        try {
            Keys own =
                    Keys.builder()
                            .pem(
                                    pem ->
                                            pem.key(resource(files.key()))
                                                    .certChain(resource(files.certificate())))
                            .build();
            TlsConfig.Builder tls = TlsConfig.builder().privateKey(own).privateKeyCertChain(own);
            files.clientCa()
                    .ifPresent(ca -> tls.trust(trusted(ca)).clientAuth(TlsClientAuth.REQUIRED));
            return tls.build();
        } catch (RuntimeException unfit) {
            throw new ConfigException(
                    "server.tls: "
                            + files.certificate()
                            + " and "
                            + files.key()
                            + " are no certificate and its key in PEM"
                            + files.clientCa()
                                    .map(ca -> ", or " + ca + " no certificate")
                                    .orElse(""));
        }
    }

    private static Keys trusted(Path ca) {
        return Keys.builder().pem(pem -> pem.certificates(resource(ca))).build();
    }

    private static Resource resource(Path file) {
        return Resource.create(file);
    }

    private static void refuseIfMissing(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigException("server.tls: " + file + " cannot be read");
        }
    }
}
