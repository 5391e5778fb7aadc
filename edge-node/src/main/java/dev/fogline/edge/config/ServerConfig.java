package dev.fogline.edge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// Where the door is and who may come in.
///
/// @param host to bind to
/// @param port to bind to, 0 for any free one
/// @param apiKey that clients must show; empty for none
/// @param allowedHosts names clients may call this node by, besides the loopback's
/// @param allowedOrigins of web pages that may use this node, such as `https://chat.example.com`
/// @param maxBodyBytes of a request, ≥ 1
public record ServerConfig(
        String host,
        int port,
        Optional<String> apiKey,
        Set<String> allowedHosts,
        Set<String> allowedOrigins,
        int maxBodyBytes) {

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
