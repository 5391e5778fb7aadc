package dev.fogline.edge.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a door that encrypts, all PEM; a change takes effect while the node runs.
///
/// @param certificate of the server, and those between it and a root
/// @param key of the certificate, PKCS#8 without a password
/// @param clientCa who signs the certificates of clients; empty to ask clients for none
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {

    /// Every one of them.
    public List<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clientCa.stream()).toList();
    }
}
