package dev.fogline.edge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Where the door is and who may come in.
///
/// @param host to bind to
/// @param port to bind to, 0 for any free one
/// @param apiKey that clients must show; empty for none
/// @param allowedHosts names clients may call this node by, besides the loopback's
/// @param allowedOrigins of web pages that may use this node, such as `https://chat.example.com`
/// @param maxBodyBytes of a request, ≥ 1
/// @param security of its connections, and who may look behind
public record ServerConfig(
        String host,
        int port,
        Optional<String> apiKey,
        Set<String> allowedHosts,
        Set<String> allowedOrigins,
        int maxBodyBytes,
        Security security) {

    /// One that does not encrypt, has no door apart and counts nobody's requests.
    public ServerConfig(
            String host,
            int port,
            Optional<String> apiKey,
            Set<String> allowedHosts,
            Set<String> allowedOrigins,
            int maxBodyBytes) {
        this(host, port, apiKey, allowedHosts, allowedOrigins, maxBodyBytes, Security.NONE);
    }

    /// What a door that others reach can have beyond keys.
    ///
    /// @param tls empty to encrypt nothing
    /// @param admin a door apart for whoever runs the node
    /// @param requestsPerMinute that one address may send; empty for any number
    public record Security(
            Optional<TlsFiles> tls, Optional<AdminConfig> admin, OptionalLong requestsPerMinute) {

        /// Nothing.
        public static final Security NONE =
                new Security(Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    public ServerConfig {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /// Whether only this machine can reach the door.
    ///
    /// @throws ConfigException if the host is no address of this machine
    public boolean onLoopback() {
        return isLoopback(host);
    }

    /// Who may come in by the door apart: on the loopback anybody, beyond it whoever has the key;
    /// only there it encrypts.
    ///
    /// @throws ConfigException if others could reach it and there is no key
    ServerConfig admin(AdminConfig admin) {
        boolean inside = isLoopback(admin.host());
        if (!inside && apiKey.isEmpty()) {
            throw new ConfigException(
                    "server.admin.host "
                            + admin.host()
                            + " is not the loopback: set server.api-key before others can reach it");
        }
        return new ServerConfig(
                admin.host(),
                admin.port(),
                inside ? Optional.empty() : apiKey,
                allowedHosts,
                allowedOrigins,
                maxBodyBytes,
                new Security(
                        inside ? Optional.empty() : security.tls(),
                        Optional.empty(),
                        security.requestsPerMinute()));
    }

    /// The door apart, if there is one.
    public Optional<ServerConfig> adminDoor() {
        return security.admin().map(this::admin);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new ConfigException("server.host " + host + " is no address of this machine");
        }
    }

    @Override
    public String toString() {
        return "ServerConfig[" + host + ":" + port + (apiKey.isPresent() ? ", with a key]" : "]");
    }
}
